using System.Text.Json;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World;

/// <summary>What a trace tells is enough to find every account's end again, and to check the order of things.</summary>
public sealed class TraceTests
{
    [Theory]
    [InlineData(924, 100, 10, 20, 5)]
    [InlineData(1000, 0, 2, 20, 5)]
    [InlineData(333, 17, 7, 13, 11)]
    public void The_final_balance_follows_from_the_trace_alone(long balance, long freeze, int k, long threshold, long lag)
    {
        Scenario scenario = Worlds.LockStep(balance, freeze, k, threshold, lag);
        List<JsonElement> lines = Trace(scenario, 1, out RunResult result);
        decimal deposits = Sum(lines, "deposit"), payments = Sum(lines, "payment"), visible = Sum(lines, "visible");
        Assert.Equal((decimal)result.Measures[Measures.FinalBalance].Value, deposits - payments);
        Assert.Equal(payments, visible);
    }

    [Fact]
    public void Every_submit_becomes_visible_exactly_one_lag_later()
    {
        List<JsonElement> lines = Trace(Worlds.LockStep(500, 10, 5, 7, 3.5), 1, out _);
        decimal[] submitted = [.. Times(lines, "submit").Select(t => t + 3.5m)];
        Assert.NotEmpty(submitted);
        Assert.Equal(submitted.Order(), Times(lines, "visible").Order());
    }

    [Fact]
    public void Each_chunk_is_sent_then_paid_then_keyed()
    {
        List<JsonElement> lines = Trace(Worlds.Poisson(3, 50, 0, 3, 5, 0.5, Worlds.Coin(0.2), 60), 7, out RunResult result);
        foreach (var lane in lines.Where(l => l.TryGetProperty("chunk", out _)).GroupBy(l => (Int(l, "user"), Int(l, "node"))))
        {
            foreach (var chunk in lane.GroupBy(l => Int(l, "chunk")))
                Assert.Equal(["send", "payment", "key"], chunk.Select(l => l.GetProperty("event").GetString()));
        }

        Assert.Equal(result.Exchanges, lines.Count(l => l.GetProperty("event").GetString() == "payment"));
    }

    [Fact]
    public void A_user_more_changes_nothing_for_the_others()
    {
        Scenario few = Worlds.Poisson(5, 80, 10, 3, 10, 1, Worlds.Weibull(10, 3), 60);
        Scenario more = few with { Users = few.Users with { Count = 6 }, Nodes = 5 };
        Assert.Equal(Lines(few, 5), Lines(more, 5));

        static List<string> Lines(Scenario scenario, int users) =>
            [.. Trace(scenario, 3, out _).Where(l => Int(l, "user") < users).Select(l => l.GetRawText())];
    }

    internal static List<JsonElement> Trace(Scenario scenario, ulong seed, out RunResult result)
    {
        using StringWriter text = new();
        result = CellRunner.Run(scenario, seed, WorldInputs.None, new JsonLinesTrace(text, scenario.Payments.Price));
        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static decimal Sum(List<JsonElement> lines, string name) =>
        Named(lines, name).Sum(l => l.GetProperty("amount_chunks").GetDecimal());

    private static IEnumerable<decimal> Times(List<JsonElement> lines, string name) =>
        Named(lines, name).Select(l => l.GetProperty("t_s").GetDecimal());

    private static IEnumerable<JsonElement> Named(List<JsonElement> lines, string name) =>
        lines.Where(l => l.GetProperty("event").GetString() == name);

    private static int Int(JsonElement line, string name) => line.GetProperty(name).GetInt32();
}
