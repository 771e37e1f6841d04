using CsCheck;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Tests.Store;

public sealed class JournalLineTests
{
    private static readonly Gen<double> AnyDouble = Gen.OneOf(
        Gen.Double, Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(double.NegativeInfinity),
        Gen.Const(-0.0),        Gen.Const(double.Epsilon), Gen.Const(0.1 + 0.2), Gen.Const(double.MaxValue));

    [Fact]
    public void Every_double_comes_back_with_the_same_bits()
    {
        Gen.Select(AnyDouble, AnyDouble, Gen.Long, Gen.ULong, Gen.String).Sample((value, sd, n, seed, error) =>
        {
            error = new string([.. error.Where(c => !char.IsSurrogate(c))]);
            JournalEntry entry = new()
            {
                Key = new("0123456789ab", seed),
                Status = RunStatus.Done,
                Result = new(new Dictionary<string, MeasureValue> { ["m"] = new(value, sd, n) }, seed, n, n),
                Error = error,
                Engine = "e",
                WallMs = sd,
            };
            byte[] line = JournalLine.Write(entry);
            Assert.Equal(1, line.Count(b => b == '\n'));
            JournalEntry read = new JournalLineReader().Read(line.AsSpan(..^1)).Entry!;
            MeasureValue m = read.Result!.Measures["m"];
            Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(m.Value));
            Assert.Equal(BitConverter.DoubleToInt64Bits(sd), BitConverter.DoubleToInt64Bits(m.Sd));
            Assert.Equal((n, seed, seed, error), (m.N, read.Key.Seed, read.Result.TraceHash, read.Error));
        }, iter: 1000);
    }

    [Fact]
    public void Mutated_lines_are_entries_or_problems_and_never_crash()
    {
        byte[] good = JournalLine.Write(Sample.Done(Sample.Single().Cells[0], 1));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample((at, value, length) =>
        {
            byte[] bad = good[..length];
            if (at < length) bad[at] = value;
            (JournalEntry? entry, string problem) = new JournalLineReader().Read(bad);
            Assert.True(entry is not null || problem.Length > 0);
        }, iter: 5000);
        Gen.Byte.Array[0, 200].Sample(bytes => Assert.Null(new JournalLineReader().Read(bytes).Entry), iter: 1000);
    }
}
