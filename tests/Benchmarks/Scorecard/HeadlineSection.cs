using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>An hour of the headline network, fast-forwarded, by every rule that has batches.</summary>
internal sealed class HeadlineSection : ScoreSection
{
    public override string Name => "headline";

    public override string Title => "How long does an hour of 1,000 nodes at 10 Gbit/s take, fast-forwarded?";

    public override IEnumerable<ScoreRow> Measure()
    {
        foreach (CommitRule rule in Headlines.Rules)
        {
            Scenario hour = Headlines.Of(seconds: 3600, forward: true);
            hour = hour with { Payments = hour.Payments with { Commit = rule } };
            (RunResult result, double seconds) = Timings.Of(hour);
            string goal = rule.Kind == CommitRuleKind.Threshold ? "at most 60 s" : "";
            yield return new ScoreRow(
                "an hour of the headline", $"{rule.Kind}, {result.Exchanges:#,##0} exchanges, {result.Events:#,##0} events", seconds,
                "s of processor time", null, "", goal);
        }
    }
}
