using System.Text;
using CsCheck;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;

namespace Adapters.Tests.Latency;

public sealed class RttFileFuzzTests
{
    private const long MaxAllocatedBytes = 200L << 20;

    private static readonly Gen<(int At, byte Value, int Kind)[]> Mutations =
        Gen.Select(Gen.Int[0, 4095], Gen.Byte, Gen.Int[0, 3]).Array[1, 6];

    [Theory]
    [MemberData(nameof(PackedRows.All), MemberType = typeof(PackedRows))]
    public void Mutated_bytes_give_a_table_or_an_error_and_never_a_crash(string format)
    {
        byte[] whole = PackedRows.Bytes(format);
        Mutations.Sample(mutations => AssertBounded(Mutate(whole, mutations)), iter: 3_000);
    }

    [Fact]
    public void Random_rows_give_a_table_or_an_error_and_never_a_crash()
    {
        string[] odd = ["", "\"", "\"a,b\"", "NaN", "1e400", "-0", " 1 "];
        Gen<string> field = Gen.OneOf(
            Gen.Int[0, 5].Select(i => i.ToString()), Gen.Double.Select(d => d.ToString()), Gen.Int[0, 6].Select(i => odd[i]));
        Gen<string> row = field.Array[0, 8].Select(fields => string.Join(',', fields));
        row.Array[0, 8].Sample(
            rows => AssertBounded(Encoding.UTF8.GetBytes($"source,destination,min,avg,max,mdev\n{string.Join('\n', rows)}\n")),
            iter: 3_000);
    }

    private static void AssertBounded(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            RttTable table = RttFile.Parse("fuzz.csv", InputText.Decompress("fuzz.csv", file), null);
            Assert.InRange(table.Places.Count, 1, RttFile.MaxPlaces);
        }
        catch (InputFileException e)
        {
            Assert.NotEqual("", e.Message);
            Assert.NotEqual("", e.Help);
            Assert.True(e.Line >= 0);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes);
    }

    private static byte[] Mutate(byte[] whole, (int At, byte Value, int Kind)[] mutations)
    {
        var bytes = new List<byte>(whole);
        foreach ((int at, byte value, int kind) in mutations)
        {
            int index = bytes.Count == 0 ? 0 : at % bytes.Count;
            if (kind == 0) bytes.Insert(index, value);
            else if (bytes.Count == 0) continue;
            else if (kind == 1) bytes[index] = value;
            else if (kind == 2) bytes[index] ^= (byte)(1 << (value & 7));
            else if (value < 64) bytes.RemoveRange(index, bytes.Count - index);
            else bytes.RemoveAt(index);
        }

        return [.. bytes];
    }
}
