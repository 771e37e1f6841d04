using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>The headline network, chunk by chunk through the production actors, and fast-forwarded.</summary>
internal sealed class WorldSection : ScoreSection
{
    private const string Ns3 = "ns-3: 309 to 398 chunks/s over its TCP";
    private const double RealTime = 1_000 * 10e9 / 8 / 262_144;

    public override string Name => "world";

    public override string Title => "How fast does a world of production actors run?";

    public override IEnumerable<ScoreRow> Measure()
    {
        yield return Exchanges("actors in a small world", Headlines.Of(nodes: 16, users: 32, seconds: 60), "16 nodes, 32 users, 60 s", "");
        yield return Exchanges("headline, chunk by chunk", Headlines.Of(seconds: 3), "3 s",
            "2,000,000; real time is 4,768,372");
        foreach (CommitRule rule in Headlines.Rules)
        {
            Scenario hour = Headlines.Of(seconds: 3600, forward: true);
            hour = hour with { Payments = hour.Payments with { Commit = rule } };
            (RunResult result, double seconds) = Timed(hour);
            string goal = rule.Kind == CommitRuleKind.Threshold ? "at most 60 s" : "";
            yield return new ScoreRow(
                "headline, an hour fast-forwarded", $"{rule.Kind}, {result.Exchanges:#,##0} exchanges, {result.Events:#,##0} events", seconds,
                "s of processor time", null, Ns3, goal);
        }
    }

    private static ScoreRow Exchanges(string what, Scenario scenario, string parameters, string goal)
    {
        (RunResult result, double seconds) = Timed(scenario);
        double rate = result.Exchanges / seconds;
        return new ScoreRow(
            what, $"{parameters}; {rate / RealTime:0.00} of real time for the whole network", rate, "exchanges/s", null, Ns3, goal);
    }

    private static (RunResult Result, double Seconds) Timed(Scenario scenario)
    {
        CellRunner.Run(scenario with { Duration = Duration.FromSeconds(1) }, 1, WorldInputs.None);
        TimeSpan before = Stopwatches.ProcessorTime;
        RunResult result = CellRunner.Run(scenario, 1, WorldInputs.None);
        return (result, (Stopwatches.ProcessorTime - before).TotalSeconds);
    }
}
