using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

public sealed class WhereTests
{
    [Theory]
    [InlineData("nodes > 64", 8)]
    [InlineData("nodes >= 64 and ledger.lag < 1500 ms", 6)]
    [InlineData("nodes == 64 or ledger.lag == 1 s", 8)]
    [InlineData("not nodes == 64", 8)]
    [InlineData("not (nodes == 64 or nodes == 128)", 4)]
    [InlineData("payments.commit.rule != coin", 6)]
    [InlineData("payments.commit.threshold >= 0.02 credit", 6)]
    [InlineData("payments.commit.threshold <= 19 chunks or payments.commit.probability == 5 %", 6)]
    [InlineData("users.balance > payments.freeze_threshold", 12)]
    [InlineData("64 == nodes", 4)]
    [InlineData("network.lane_bandwidth == unlimited && !(nodes == 64)", 8)]
    public void Cells_that_meet_the_condition_are_kept(string where, int kept)
    {
        PlanResult fromFlag = Build("", where);
        Assert.Equal(kept, fromFlag.Plan?.Cells.Count);
        Assert.Equal(12 - kept, fromFlag.Plan!.ExcludedCells);
        PlanResult fromFile = Build($"\n  where: \"{where}\"", null);
        Assert.Equal(kept, fromFile.Plan?.Cells.Count);
        Assert.Equal(fromFlag.Plan.Hash, fromFile.Plan!.Hash);
        Assert.Equal(Enumerable.Range(0, kept), fromFlag.Plan.Cells.Select(c => c.Index));
    }

    [Theory]
    [InlineData("nodes = 64", "FS1021", 7)]
    [InlineData("nodes == 64 ledger.lag < 1 s", "FS1021", 13)]
    [InlineData("(nodes == 64", "FS1021", 13)]
    [InlineData("nodes ==", "FS1021", 9)]
    [InlineData("", "FS1021", 1)]
    [InlineData("nodes == 64 and $", "FS1021", 17)]
    [InlineData("noodes == 64", "FS1022", 1)]
    [InlineData("payments.commit == coin", "FS1022", 1)]
    [InlineData("ledger.lag < 20 chunks", "FS1022", 14)]
    [InlineData("ledger.lag < users.balance", "FS1022", 14)]
    [InlineData("ledger.lag < 20", "FS1005", 14)]
    [InlineData("payments.commit.rule < coin", "FS1022", 22)]
    [InlineData("payments.commit.rule == cion", "FS1011", 25)]
    [InlineData("1 == 1", "FS1022", 1)]
    [InlineData("seeds == 1", "FS1022", 1)]
    [InlineData("nodes > 1000", "FS2002", 1)]
    public void Errors_point_into_the_expression(string where, string code, int column)
    {
        Diagnostic error = Assert.Single(Build("", where).Diagnostics);
        Assert.Equal((code, "--where", 1, column), (error.Code, error.File, error.Line, error.Column));
        Assert.Contains(Build($"\n  where: \"{where}\"", null).Diagnostics, d => d.Code == code && d.File == "scenarios.yaml");
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Equal("FS1021", Build("", new string('(', 5000) + "nodes == 1").Diagnostics[0].Code);

    private static PlanResult Build(string fileWhere, string? where)
    {
        SourceText file = Shipped.FileOf(
            "sweep:\n  nodes: {values: [64, 128, 256]}\n  ledger.lag: {values: [1, 2], unit: s}\n"
            + "  payments.commit: {values: [{rule: coin}, {rule: threshold}]}" + fileWhere);
        return Planner.Build(file, new PlanRequest { Scenario = "mine", Sweep = true, Where = where }, Shipped.HashOf);
    }
}
