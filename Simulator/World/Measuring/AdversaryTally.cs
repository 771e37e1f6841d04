using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.World.Measuring;

/// <summary>Counts, from the truth, who got something for nothing and who was not paid. Decides nothing.</summary>
internal sealed class AdversaryTally(Scenario scenario)
{
    private const double TerabyteBytes = 1e12;

    private readonly (long Sent, long Paid, long Delivered)[] _users =
        new (long, long, long)[scenario.Adversary is null ? 0 : scenario.Users.Count];

    public void ChunkSent(UserId user)
    {
        if (_users.Length > 0) _users[user.Value].Sent++;
    }

    public void ChunkPaid(UserId user)
    {
        if (_users.Length > 0) _users[user.Value].Paid++;
    }

    public void ChunkDelivered(UserId user)
    {
        if (_users.Length > 0) _users[user.Value].Delivered++;
    }

    /// <summary>Adds the run's measures; the ledger has settled.</summary>
    public void Measure(LedgerState ledger, Surroundings surroundings, Dictionary<string, MeasureValue> measures)
    {
        int accounts = scenario.Users.Count;
        Credits price = scenario.Payments.Price;
        UnitSample gain = new(accounts), money = new(accounts), lost = new(accounts), wasted = new(accounts);
        long negative = 0;
        for (int i = 0; i < accounts; i++)
        {
            UserId user = new(i);
            if (ledger.WasNegative(user)) negative++;
            if (scenario.Adversary is not { } adversary) continue;
            Income income = new(adversary, ledger, user, surroundings.NodesServing(i));
            double gained = GainOf(adversary.Kind, _users[i].Delivered, income);
            gain.Add(gained);
            money.Add(gained * scenario.Payments.ChunkBytes / TerabyteBytes * adversary.PricePerTerabyte);
            lost.Add(income.HonestLoss.In(price));
            wasted.Add(_users[i].Sent - _users[i].Paid);
        }

        measures[Measures.LedgerNegativeRate] = new((double)negative / accounts, double.NaN, accounts);
        if (scenario.Adversary is null) return;
        measures[Measures.AdversaryGain] = gain.Mean();
        measures[Measures.AdversaryGainMoney] = money.Mean();
        measures[Measures.HonestLoss] = lost.Mean();
        measures[Measures.Wasted] = wasted.Mean();
    }

    /// <summary>In chunk prices.</summary>
    private double GainOf(AdversaryKind kind, long delivered, in Income income) => kind switch
    {
        AdversaryKind.Collusion => income.Colluding.In(scenario.Payments.Price),
        AdversaryKind.NeverCommits or AdversaryKind.LateCommits or AdversaryKind.LowThreshold or AdversaryKind.WithheldHints
            or AdversaryKind.ForgedHints => income.HostileMoreThanHonest / scenario.Payments.Price.Units,
        _ => ((scenario.Payments.Price * delivered) - income.All).In(scenario.Payments.Price),
    };

    /// <summary>What nodes were credited of one account.</summary>
    private readonly struct Income
    {
        public Income(AdversarySpec adversary, LedgerState ledger, UserId user, ReadOnlySpan<int> nodes)
        {
            Credits hostile = Credits.Zero, honest = Credits.Zero, lost = Credits.Zero;
            for (int place = 0; place < nodes.Length; place++)
            {
                NodeId node = new(nodes[place]);
                Credits credited = ledger.Credited(user, node);
                if (place < adversary.Nodes)
                {
                    hostile += credited;
                    continue;
                }

                honest += credited;
                lost += ledger.Claimed(user, node) - credited;
            }

            All = hostile + honest;
            HonestLoss = lost;
            Int128 hostileNodes = adversary.Nodes, honestNodes = nodes.Length - adversary.Nodes;
            bool differs = hostileNodes > 0 && honestNodes > 0;
            HostileMoreThanHonest = differs
                ? (double)((hostile.Units * honestNodes) - (honest.Units * hostileNodes)) / (double)(hostileNodes * honestNodes)
                : 0;
            Colluding = adversary.Kind == AdversaryKind.Collusion ? ledger.Credited(user, Adversary.ColluderAmong(nodes)) : Credits.Zero;
        }

        public Credits All { get; }

        public Credits HonestLoss { get; }

        /// <summary>One hostile node more than one honest one, in base units.</summary>
        public double HostileMoreThanHonest { get; }

        public Credits Colluding { get; }
    }
}
