using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>Networks chunk by chunk: every message and payment goes through the production actors.</summary>
internal sealed class WorldSection : ScoreSection
{
    private const string Ns3 = "ns-3: 309 to 398 chunks/s over its TCP";
    private const double RealTime = 1_000 * 10e9 / 8 / 262_144;

    public override string Name => "world";

    public override string Title => "How fast does a world of production actors run?";

    public override IEnumerable<ScoreRow> Measure()
    {
        yield return Exchanges("a tenth of the headline", Headlines.Of(nodes: 100, users: 200, seconds: 10), "100 nodes, 200 users, 10 s", "");
        yield return Exchanges("headline, chunk by chunk", Headlines.Of(seconds: 3), "3 s",
            "2,000,000; real time is 4,768,372");
    }

    private static ScoreRow Exchanges(string what, Scenario scenario, string parameters, string goal)
    {
        (RunResult result, double seconds) = Timings.Of(scenario);
        double rate = result.Exchanges / seconds;
        return new ScoreRow(
            what, $"{parameters}; {rate / RealTime:0.00} of real time for the whole network", rate, "exchanges/s", null, Ns3, goal);
    }
}
