using Fleek.Core.Incentives;

namespace Fleek.Tests.Core.Incentives;

/// <summary>Reputations computed by hand.</summary>
public sealed class ReputationTests
{
    private static readonly IReadOnlyDictionary<int, int> Nobody = new Dictionary<int, int>();

    [Fact]
    public void An_epoch_of_three_nodes_scores_what_was_computed_by_hand()
    {
        // Reporters 8 and 9 have reputations 60 and 20: weights 3/4 and 1/4.
        Dictionary<int, int> reputations = new() { [8] = 60, [9] = 20 };
        PeerMeasurement[] reports =
        [
            .. Both(1, ReputationMetric.Latency, 20, 60), // 30
            .. Both(2, ReputationMetric.Latency, 40, 80), // 50
            .. Both(3, ReputationMetric.Latency, 70, 70), // 70
            .. Both(1, ReputationMetric.BytesSent, 100, 100), // 100
            .. Both(2, ReputationMetric.BytesSent, 400, 0), // 300
            .. Both(3, ReputationMetric.BytesSent, 500, 500), // 500
            .. Both(1, ReputationMetric.Uptime, 100, 80), // 95
            .. Both(2, ReputationMetric.Uptime, 40, 40), // 40
        ];
        // Node 1: (1 + 0 + 0.95) / 3 = 0.65; node 2: (0.5 + 0.5 + 0.4) / 3 = 0.4667; node 3 has two metrics only.
        SortedDictionary<int, int> scores = Reputation.Scores(reports, reputations, 2);
        Assert.Equal([KeyValuePair.Create(1, 65), KeyValuePair.Create(2, 47)], scores);

        // 0.7 x 50 + 0.3 x 65 = 54.5; 0.7 x 80 + 0.3 x 47 = 70.1; 0.7 x 33 = 23.1.
        Assert.Equal((55, 70, 23), (Reputation.Next(50, 65), Reputation.Next(80, 47), Reputation.Next(33, null)));
        Assert.Equal((65, 0), (Reputation.Next(null, 65), Reputation.Next(null, null)));

        static PeerMeasurement[] Both(int subject, ReputationMetric metric, double ofEight, double ofNine) =>
            [new(8, subject, metric, ofEight), new(9, subject, metric, ofNine)];
    }

    [Fact]
    public void Reporters_without_reputation_count_as_those_at_the_15th_percentile()
    {
        // Ten reputations 10, 20, ..., 100: the 15th percentile is the second. Reporter 50 counts 20, reporter 9 counts 100.
        Dictionary<int, int> reputations = Enumerable.Range(0, 10).ToDictionary(n => n, n => 10 * (n + 1));
        // (20 x 0 + 100 x 60) / 120 = 50 % uptime, alone with two metrics that set it against node 2: (0.5 + 0 + 0) / 3.
        Assert.Equal(17, ScoreOfFirst(reputations));
        // Nobody has any: both count 15, 30 % uptime.
        Assert.Equal(10, ScoreOfFirst(Nobody));

        static int ScoreOfFirst(IReadOnlyDictionary<int, int> reputations)
        {
            List<PeerMeasurement> reports = [new(50, 1, ReputationMetric.Uptime, 0), new(9, 1, ReputationMetric.Uptime, 60)];
            foreach (ReputationMetric metric in new[] { ReputationMetric.BytesSent, ReputationMetric.BytesReceived })
            {
                reports.AddRange([new(50, 1, metric, 1), new(9, 1, metric, 1)]);
                reports.AddRange([new(50, 2, metric, 2), new(9, 2, metric, 2)]);
            }

            return Reputation.Scores(reports, reputations, 2)[1];
        }
    }

    [Theory]
    [InlineData(11, 100)] // Ten of 100 % and one of 0 %: 10 x 10 / 11 = 9.09 variances away, and so dropped.
    [InlineData(10, 90)] // Nine and one: 8.1 variances, kept.
    public void A_report_far_from_all_others_is_dropped_where_there_are_eleven(int reporters, int uptime)
    {
        List<PeerMeasurement> reports = [];
        for (int reporter = 0; reporter < reporters; reporter++)
        {
            reports.Add(new(100 + reporter, 1, ReputationMetric.Uptime, reporter == 0 ? 0 : 100));
            reports.Add(new(100 + reporter, 1, ReputationMetric.BytesSent, 2));
            reports.Add(new(100 + reporter, 2, ReputationMetric.BytesSent, 1));
            reports.Add(new(100 + reporter, 1, ReputationMetric.Latency, 10));
            reports.Add(new(100 + reporter, 2, ReputationMetric.Latency, 20));
        }

        // Best in both other metrics: (uptime + 1 + 1) / 3.
        int score = Reputation.Scores(reports, Nobody, 3)[1];
        Assert.Equal((int)Math.Round((uptime + 200) / 3.0), score);
    }

    [Fact]
    public void A_metric_in_which_all_are_the_same_says_nothing()
    {
        List<PeerMeasurement> reports = [];
        foreach (int subject in new[] { 1, 2 })
        {
            reports.Add(new(9, subject, ReputationMetric.Uptime, 50));
            reports.Add(new(9, subject, ReputationMetric.BytesSent, 7));
            reports.Add(new(9, subject, ReputationMetric.BytesReceived, subject));
        }

        Assert.Empty(Reputation.Scores(reports, Nobody, 1));
        reports.AddRange([new(9, 1, ReputationMetric.Latency, 1), new(9, 2, ReputationMetric.Latency, 3)]);
        // (0.5 + 0 + 1) / 3 and (0.5 + 1 + 0) / 3.
        Assert.Equal([KeyValuePair.Create(1, 50), KeyValuePair.Create(2, 50)], Reputation.Scores(reports, Nobody, 1));
        Assert.Empty(Reputation.Scores(reports, Nobody, 2));
    }

    [Theory]
    [InlineData(Participation.Yes, 39.9, Participation.No)]
    [InlineData(Participation.Yes, 40.0, Participation.Yes)]
    [InlineData(Participation.Yes, null, Participation.Yes)]
    [InlineData(Participation.OptedIn, 10.0, Participation.Yes)]
    [InlineData(Participation.OptedOut, 100.0, Participation.No)]
    [InlineData(Participation.No, 100.0, Participation.No)]
    public void Nodes_that_are_seldom_up_take_no_part_until_they_ask_to(Participation before, double? uptime, Participation after) =>
        Assert.Equal(after, ParticipationRule.AtEpochEnd(before, uptime));
}
