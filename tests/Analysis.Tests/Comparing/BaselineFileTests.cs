using CsCheck;
using Fleek.Analysis.Comparing;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Tests.Comparing;

public sealed class BaselineFileTests
{
    [Fact]
    public void What_is_written_reads_back_to_the_same_bytes()
    {
        string text = BaselineWriter.Write(Some());
        Baseline read = BaselineReader.Read(text, "b.json");
        Assert.Equal(text, BaselineWriter.Write(read));
        Assert.Equal(Some().Cells[1].Runs[1].Measures, read.Cells[1].Runs[1].Measures);
        Assert.Equal(Some().Cells[0].Decisions!.Rungs, read.Cells[0].Decisions!.Rungs);
        Assert.Equal(Some().Cells[0].Decisions!.Marks, read.Cells[0].Decisions!.Marks);
        Assert.Null(read.Cells[1].Decisions);
        Assert.Equal((Some().Reason, Some().Date, Some().Grid), (read.Reason, read.Date, read.Grid));
    }

    [Fact]
    public void Any_number_keeps_its_bits() =>
        Gen.Select(Gen.Double, Gen.Double, Gen.Long[0, long.MaxValue], Gen.ULong).Sample((value, sd, n, hash) =>
        {
            Baseline some = Some();
            RunResult run = new(new Dictionary<string, MeasureValue> { [Measures.Freezes] = new(value, sd, n) }, hash, 0, 0) { DecisionHash = ~hash };
            some = some with { Seeds = [1], Cells = [some.Cells[0] with { Runs = [run] }] };
            RunResult read = BaselineReader.Read(BaselineWriter.Write(some), "b.json").Cells[0].Runs[0];
            return new PairedRun(1, run, read).IsSame([Measures.Freezes]) && read.DecisionHash == ~hash && read.TraceHash == hash;
        });

    [Fact]
    public void A_run_is_a_line_so_that_a_review_sees_which_changed()
    {
        string[] lines = BaselineWriter.Write(Some()).Split('\n');
        Assert.Equal(4, lines.Count(l => l.Contains("\"seed\": ")));
        Assert.All(lines.Where(l => l.Contains("\"seed\": ")), l => Assert.Contains("\"trace\": ", l));
    }

    [Fact]
    public void A_file_torn_anywhere_is_refused()
    {
        string text = BaselineWriter.Write(Some()).TrimEnd();
        for (int length = 0; length < text.Length; length++)
        {
            BaselineException torn = Assert.Throws<BaselineException>(() => BaselineReader.Read(text[..length], "b.json"));
            Assert.StartsWith("b.json is not a baseline: ", torn.Message);
        }
    }

    [Theory]
    [InlineData("\"seed\": 2", "\"seed\": 3")]
    [InlineData("\"seeds\": [1, 2]", "\"seeds\": [1, 2, 3]")]
    [InlineData("\"seeds\": [1, 2]", "\"seeds\": [2, 1]")]
    [InlineData("\"seeds\": [1, 2]", "\"seeds\": []")]
    [InlineData("\"cell\": \"bb\"", "\"cell\": \"aa\"")]
    [InlineData("\"freezes\", ", "\"freezed\", ")]
    [InlineData("\"rungs\": \"001a", "\"rungs\": \"")]
    [InlineData("\"stride\": 2", "\"stride\": 0")]
    [InlineData("0 3 7 F;", "")]
    [InlineData("0 3 7 F;", "0 3 7 X;")]
    [InlineData("\"trace\": \"", "\"trace\": \"x")]
    [InlineData("\"grid\": true", "\"grid\": 1")]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"reason\"", "\"raison\"")]
    public void A_file_that_contradicts_itself_is_refused(string part, string by)
    {
        string text = BaselineWriter.Write(Some());
        Assert.Contains(part, text);
        Assert.Throws<BaselineException>(() => BaselineReader.Read(text.Replace(part, by), "b.json"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "none", "b.json");
        Assert.Contains(path, Assert.Throws<BaselineException>(() => BaselineFile.Read(path)).Message);
        BaselineFile.Write(path, Some());
        Assert.Equal(BaselineWriter.Write(Some()), BaselineWriter.Write(BaselineFile.Read(path)));
        Assert.Equal(Path.Combine("x", "s.json"), BaselineFile.PathOf("x", "s"));
        Assert.Equal("y.json", BaselineFile.PathOf("y.json", "s"));
    }

    [Fact]
    public void Rungs_find_the_decision_that_differs() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 60], Gen.Int[0, 4], Gen.Int[0, 4]).Sample((count, at, oldStride, newStride) =>
        {
            at = Math.Min(at, count - 1);
            DecisionRungs old = Rungs(count, -1, 1 << oldStride), recent = Rungs(count, at, 1 << newStride);
            if (DecisionRungs.FirstDifference(old, old) is not null) return false;
            (long from, long to) = DecisionRungs.FirstDifference(old, recent)!.Value;
            return from <= at && at < to && to - from <= 1 << Math.Max(oldStride, newStride);
        });

    [Fact]
    public void Rungs_find_where_the_shorter_run_ends()
    {
        Assert.Equal((8, 11), DecisionRungs.FirstDifference(Rungs(10, -1, 4), Rungs(20, -1, 2)));
        Assert.Equal((10, 11), DecisionRungs.FirstDifference(Rungs(10, -1, 1), Rungs(20, -1, 1)));
        Assert.Equal((0, 1), DecisionRungs.FirstDifference(Rungs(0, -1, 1), Rungs(3, -1, 1)));
    }

    /// <summary>Hashes after each of so many decisions; from a number on they are others.</summary>
    private static DecisionRungs Rungs(int count, int differsFrom, int stride)
    {
        uint[] hashes = [.. Enumerable.Range(0, count).Select(i => (uint)i + 1 + (differsFrom >= 0 && i >= differsFrom ? 1000u : 0))];
        return new(count, stride, [.. hashes.Where((_, i) => (i + 1) % stride == 0).Select(h => (ushort)h)], count == 0 ? 0 : hashes[^1]);
    }

    private static Baseline Some() => new()
    {
        Scenario = "some",
        Plan = "0123abcd",
        Grid = true,
        Reason = "the \"first\" one, as µ says",
        Date = "2026-08-20",
        Engine = "e1f2a3b4c5d6",
        Version = "0.1.0",
        Architecture = "x64",
        Seeds = [1, 2],
        Measures = [Measures.Freezes, Measures.TtfbP50],
        Cells =
        [
            new("aa", [("payments.freeze_threshold", "0 chunks")], new(5, 2, [0x1a, 0xffff], 7)
                {
                    Marks = [new(1_500, 3, 7, "Submit"), new(1_500, 3, 7, "Froze"), new(2_000_000, 0, 12, "Refused"), new(2_000_001, 1, 1, "Submit"), new(9_000_000_000, 1, 1, "Submit")],
                }, [Run(1, 0.1), Run(2, double.NaN)]),
            new("bb", [("payments.freeze_threshold", "10 chunks")], null, [Run(3, -0.0), Run(4, double.Epsilon)]),
        ],
    };

    private static RunResult Run(ulong hash, double value) => new(
        new Dictionary<string, MeasureValue>
        {
            [Measures.Freezes] = new(value, 1 / 3.0, 10), [Measures.TtfbP50] = new(41.25, double.NaN, 12),
        },
        hash, 0, 0) { DecisionHash = hash << 40 };
}
