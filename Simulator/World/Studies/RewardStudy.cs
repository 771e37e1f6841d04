using Fleek.Core.Incentives;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using TraceHash = Fleek.Sim.Kernel.TraceHash;

namespace Fleek.Sim.World.Studies;

/// <summary>
/// One run of a network that pays and judges its nodes epoch after epoch, by the rules of <see cref="EpochRewards"/>,
/// <see cref="Reputation"/> and <see cref="ParticipationRule"/>. Every pot is recounted when it was paid.
/// </summary>
internal sealed class RewardStudy
{
    private const double SecondsPerYear = 365 * 86_400.0;

    /// <summary>What a good node and a poor one is like, in the metrics' units, and how far a measurement is off.</summary>
    private static readonly (ReputationMetric Metric, double Good, double Poor, double Error)[] Metrics =
    [
        (ReputationMetric.Latency, 40, 160, 10),
        (ReputationMetric.OutboundBandwidth, 1_000, 200, 80),
        (ReputationMetric.Uptime, 97, 30, 2),
    ];

    private readonly RewardSpec _terms;
    private readonly EmissionTerms _emission;
    private readonly TokenSupply _supply;
    private readonly ulong _seed;
    private readonly int _nodes;
    private readonly bool[] _poor, _liar, _locked;
    private readonly Participation[] _participation;
    private readonly SortedDictionary<int, int> _reputations = [];
    private readonly Dictionary<int, int> _boosts = [];
    private readonly RewardShares _shares = new();
    private TraceHash _hash;
    private Int128 _gap, _issued;
    private readonly int[] _took;
    private double _boosted;
    private long _reports;
    private int _boostedEpochs;

    public RewardStudy(int nodes, RewardSpec terms, ulong seed)
    {
        (_nodes, _terms, _seed) = (nodes, terms, seed);
        _emission = new EmissionTerms
        {
            MaxInflationPercentPerYear = terms.InflationPercent, Epoch = terms.Epoch, CountsEpochsAsDays = terms.EpochsAsDays,
        };
        _supply = new TokenSupply(terms.Supply.Units);
        (_poor, _liar, _locked) = (new bool[nodes], new bool[nodes], new bool[nodes]);
        (_participation, _took) = (new Participation[nodes], new int[nodes]);
        LockBoost boost = new();
        for (int node = 0; node < nodes; node++)
        {
            RandomStream traits = new(seed, StreamPurpose.NodeTraits, node);
            double kind = traits.NextUniform();
            _liar[node] = kind < terms.LiarShare;
            _poor[node] = kind < terms.LiarShare + terms.PoorShare;
            _locked[node] = traits.NextUniform() < terms.LockedShare;
            if (_locked[node]) _boosts[node] = boost.Thousandths(boost.MaxLockEpochs, 0);
            _participation[node] = Participation.Yes;
        }
    }

    public RunResult Run(RunObserver? observer, CancellationToken cancel)
    {
        for (int epoch = 0; epoch < _terms.Epochs; epoch++)
        {
            cancel.ThrowIfCancellationRequested();
            List<PeerMeasurement> reports = Measure(epoch);
            Judge(reports);
            Pay(epoch);
            ParticipateNext(reports);
            observer?.See(_hash.Value);
        }

        double years = _terms.Epochs * _terms.Epoch.Seconds / SecondsPerYear;
        Dictionary<string, MeasureValue> measures = new()
        {
            [Measures.IssuedOfSupply] = One((double)_issued / _terms.Supply.Units / years),
            [Measures.RewardGap] = One((double)_gap),
            [Measures.BoostedTokens] = One(_boosted / _boostedEpochs),
            [Measures.ReputationGood] = One(MeanReputation(node => !_poor[node])),
            [Measures.ReputationPoor] = One(MeanReputation(node => _poor[node] && !_liar[node])),
            [Measures.ReputationLiars] = One(MeanReputation(node => _liar[node])),
            [Measures.GoodParticipating] = One(Participating(node => !_poor[node])),
            [Measures.PoorParticipating] = One(Participating(node => _poor[node])),
        };
        return new RunResult(measures, _hash.Value, _reports, 0) { DecisionHash = _hash.Value };
    }

    /// <summary>Each node that takes part measures others; what liars say is the reverse of what is.</summary>
    private List<PeerMeasurement> Measure(int epoch)
    {
        List<PeerMeasurement> reports = [];
        for (int reporter = 0; reporter < _nodes; reporter++)
        {
            if (_participation[reporter] != Participation.Yes) continue;
            RandomStream stream = new(_seed, StreamPurpose.NodeReports, reporter, epoch);
            HashSet<int> subjects = [];
            while (subjects.Count < _terms.Peers)
            {
                int subject = (int)stream.NextBelow(_nodes);
                if (subject == reporter || !subjects.Add(subject)) continue;
                foreach ((ReputationMetric metric, double good, double poor, double error) in Metrics)
                {
                    bool seemsPoor = _liar[reporter] ? !_liar[subject] : _poor[subject];
                    double value = (seemsPoor ? poor : good) + (error * stream.NextNormal());
                    value = metric == ReputationMetric.Uptime ? Math.Clamp(value, 0, 100) : Math.Max(0, value);
                    reports.Add(new PeerMeasurement(reporter, subject, metric, value));
                }
            }
        }

        _reports += reports.Count;
        return reports;
    }

    private void Judge(List<PeerMeasurement> reports)
    {
        SortedDictionary<int, int> scores = Reputation.Scores(reports, _reputations, _terms.LeastReporters);
        for (int node = 0; node < _nodes; node++)
        {
            int? old = _reputations.TryGetValue(node, out int known) ? known : null;
            int? score = scores.TryGetValue(node, out int points) ? points : null;
            if (old is null && score is null) continue;
            _reputations[node] = Reputation.Next(old, score);
            _hash.Add(node, 0, _reputations[node], 0);
        }
    }

    private void Pay(int epoch)
    {
        RandomStream demand = new(_seed, StreamPurpose.EpochDemand, epoch);
        List<ServedRevenue> served = [];
        Credits revenue = Credits.Zero;
        double all = Enumerable.Range(1, _nodes).Sum(i => PortableMath.Pow(i, -_terms.Exponent));
        for (int node = 0; node < _nodes; node++)
        {
            double part = PortableMath.Pow(node + 1, -_terms.Exponent) / all * (0.5 + demand.NextUniform());
            if (_participation[node] != Participation.Yes) continue;
            _took[node]++;
            Credits amount = new((long)(part * _terms.Revenue.Units));
            served.Add(new ServedRevenue(node, node % 2, amount));
            revenue += amount;
        }

        Credits issue = _emission.IssueOf(_supply.AtYearStart);
        EpochPayout payout = EpochRewards.Of(served, _shares, issue, _boosts);
        Credits issued = revenue == Credits.Zero ? Credits.Zero : issue;
        _gap += Int128.Abs(payout.Revenue.Total.Units - (Int128)revenue.Units) + Int128.Abs(payout.Tokens.Total.Units - (Int128)issued.Units);
        Invariant.Require(_gap == 0, "rewards: money was made or lost");
        _issued += issued.Units;
        _supply.EndEpoch(epoch, issued, _emission);
        Invariant.Require(_supply.Now == _terms.Supply.Units + _issued, "rewards: supply is not what was issued");
        CompareBoosts(payout.Tokens, served);
        _hash.Add(epoch, (ulong)issued.Units, revenue.Units, payout.Tokens.Protocol.Units);
    }

    /// <summary>Tokens for the same revenue, of nodes with a locked stake and of all others.</summary>
    private void CompareBoosts(Payout tokens, List<ServedRevenue> served)
    {
        double locked = PerRevenue(node => _locked[node]), free = PerRevenue(node => !_locked[node]);
        if (!double.IsFinite(locked) || !(free > 0)) return;
        _boosted += locked / free;
        _boostedEpochs++;

        double PerRevenue(Func<int, bool> of) => tokens.Nodes.Where(part => of(part.Key)).Sum(part => (double)part.Value.Units)
            / served.Where(part => of(part.Node)).Sum(part => (double)part.Amount.Units);
    }

    /// <summary>Who seemed away too often leaves; and asks to come back at once, as an operator would.</summary>
    private void ParticipateNext(List<PeerMeasurement> reports)
    {
        Dictionary<int, double> uptime = reports.Where(r => r.Metric == ReputationMetric.Uptime).GroupBy(r => r.Subject)
            .Where(g => g.Count() >= _terms.LeastReporters).ToDictionary(g => g.Key, g => g.Average(r => r.Value));
        for (int node = 0; node < _nodes; node++)
        {
            double? seen = uptime.TryGetValue(node, out double percent) ? percent : null;
            Participation next = ParticipationRule.AtEpochEnd(_participation[node], seen);
            _participation[node] = next == Participation.No ? Participation.OptedIn : next;
            _hash.Add((long)next);
        }
    }

    private double MeanReputation(Func<int, bool> of) => Mean(of, node => _reputations.GetValueOrDefault(node));

    private double Participating(Func<int, bool> of) => Mean(of, node => (double)_took[node] / _terms.Epochs);

    private double Mean(Func<int, bool> of, Func<int, double> value)
    {
        double[] values = [.. Enumerable.Range(0, _nodes).Where(of).Select(value)];
        return values.Length == 0 ? double.NaN : values.Average();
    }

    private static MeasureValue One(double value) => double.IsFinite(value) ? new(value, double.NaN, 1) : new(double.NaN, double.NaN, 0);
}
