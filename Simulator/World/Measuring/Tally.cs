using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.World.Measuring;

/// <summary>Counts, from the truth, what the measures of a run are made of. Decides nothing.</summary>
/// <param name="groups">Which node belongs to which group.</param>
internal sealed class Tally(Scenario scenario, NodeGroups groups)
{
    private struct UserTally
    {
        public Credits Paid, Deposited;
        public long Chunks;
        public int Freezes;
        public Credits Slashed;
        public Instant DeniedAt, InsolventAt;
    }

    private readonly Credits _price = scenario.Payments.Price;
    private readonly UserTally[] _users = NewUsers(scenario);
    private readonly List<double> _ttfbMs = [];
    private readonly double[] _exposures = new double[scenario.Sampling is null ? 0 : scenario.Users.Count];
    private readonly List<double>? _ledgerLags = scenario.Ledger.IsShared ? [] : null;
    private long _commits, _exposuresOverTail;

    /// <summary>Chunks sent, and chunks paid for: full exchanges.</summary>
    public long Sent { get; private set; }

    public long Exchanges { get; private set; }

    /// <summary>Times of payments less times of sending, summed: what chunks sent and not paid lack is still to come.</summary>
    public Int128 UnpaidNs { get; set; }

    public Credits PaidBy(UserId user) => _users[user.Value].Paid;

    public void ChunkSent(Instant at)
    {
        Sent++;
        UnpaidNs -= at.Nanoseconds;
    }

    public void Paid(UserId user, Credits amount, Instant at)
    {
        ref UserTally tally = ref _users[user.Value];
        tally.Paid += amount;
        tally.Chunks++;
        Exchanges++;
        UnpaidNs += at.Nanoseconds;
        if (tally.InsolventAt == Instant.Never && !IsSolvent(user)) tally.InsolventAt = at;
    }

    /// <summary>A stream sent and was paid so many chunks more; whether the account became insolvent by it is known already.</summary>
    /// <param name="unpaidNs">From the sending of a chunk to its payment, the same for all.</param>
    public void Streamed(UserId user, long sent, long paid, long unpaidNs)
    {
        ref UserTally tally = ref _users[user.Value];
        tally.Paid += _price * paid;
        tally.Chunks += paid;
        Sent += sent;
        Exchanges += paid;
        UnpaidNs += (Int128)unpaidNs * paid;
        Invariant.Require(tally.InsolventAt != Instant.Never || IsSolvent(user), "tally: a stream made an account insolvent unseen");
    }

    /// <summary>Payments that the account can still make, or <see cref="long.MaxValue"/> if it is known when it could make no more.</summary>
    public long ChunksUntilInsolvent(UserId user)
    {
        ref readonly UserTally tally = ref _users[user.Value];
        return tally.InsolventAt != Instant.Never ? long.MaxValue : Left(user).Units / _price.Units;
    }

    public void Insolvent(UserId user, Instant at) => _users[user.Value].InsolventAt = at;

    public void Deposited(UserId user, Credits amount) => _users[user.Value].Deposited += amount;

    private bool IsFrozenEverywhere(UserId user) => _users[user.Value].Freezes == scenario.Users.ServingNodesOf(user);

    private bool IsSolvent(UserId user) => Left(user) >= _price;

    private Credits Left(UserId user) => scenario.Users.BalanceOf(user) + _users[user.Value].Deposited - _users[user.Value].Paid;

    public void Committed() => _commits++;

    /// <summary>A transaction takes so long; kept where that is not the scenario's to say.</summary>
    public void Sequenced(Duration lag) => _ledgerLags?.Add(lag.Seconds);

    public void Froze(UserId user) => _users[user.Value].Freezes++;

    public void Refused(UserId user, Instant at)
    {
        ref UserTally tally = ref _users[user.Value];
        if (tally.DeniedAt == Instant.Never) tally.DeniedAt = at;
    }

    /// <summary>An account has ended, all claims being in: its collateral is given back or lost.</summary>
    public void Ended(UserId user, LedgerState ledger) => _users[user.Value].Slashed = ledger.Unlock(user);

    public void FirstKey(Duration sinceHello) => _ttfbMs.Add(sinceHello.Milliseconds);

    public void Sampled(UserId user, Credits exposure)
    {
        _exposures[user.Value] = exposure.In(_price);
        if (exposure > scenario.Sampling!.Tail) _exposuresOverTail++;
    }

    /// <summary>How an account ended; the ledger has settled.</summary>
    public AccountOutcome OutcomeOf(UserId user, LedgerState ledger) => new(ledger.SignedBalance(user), IsFrozenEverywhere(user));

    /// <summary>The run's measures; the ledger has settled.</summary>
    public IReadOnlyDictionary<string, MeasureValue> Measure(LedgerState ledger)
    {
        Dictionary<string, MeasureValue> measures = AccountMeasures.Of(
            [.. Enumerable.Range(0, _users.Length).Select(i => EndOf(new UserId(i), ledger))], _price, _commits, Exchanges, _ttfbMs);
        // Of chunks that a payer left unpaid for good, only the times of sending are in the sum.
        measures[Measures.UnpaidTime] = Exchanges == 0 || scenario.Adversary is { Kind: AdversaryKind.Vanish }
            ? new(double.NaN, double.NaN, 0)
            : new((double)UnpaidNs / Exchanges / 1e6, double.NaN, Exchanges);
        if (scenario.MovesMoney || scenario.Users.Collateral > Credits.Zero) AddDebts(measures, ledger);
        if (scenario.Users.Collateral > Credits.Zero) AddCollateral(measures);
        if (scenario.Payments.Groups.Count > 0) AddGroups(measures, ledger);
        if (scenario.Sampling is not null) AddExposure(measures);
        if (_ledgerLags is not null) AddLedgerLags(measures, new UnitSample(_ledgerLags));
        return measures;
    }

    /// <summary>Messages of users and nodes, and how often one was sent again; where links are faulty.</summary>
    public static MeasureValue Retransmissions(long again, long messages) =>
        new(messages == 0 ? double.NaN : 1000.0 * again / messages, double.NaN, messages);

    private void AddDebts(Dictionary<string, MeasureValue> measures, LedgerState ledger)
    {
        UnitSample unpaid = new(_users.Length);
        for (int i = 0; i < _users.Length; i++) unpaid.Add(ledger.Debt(new UserId(i)).In(_price));
        measures[Measures.Unpaid] = unpaid.Mean();
    }

    private void AddCollateral(Dictionary<string, MeasureValue> measures)
    {
        UnitSample slashed = new(_users.Length);
        foreach (UserTally user in _users) slashed.Add(user.Slashed.In(_price));
        measures[Measures.Slashed] = slashed.Mean();
    }

    /// <summary>What nodes claimed and were not credited, of those that do as all and of the others.</summary>
    private void AddGroups(Dictionary<string, MeasureValue> measures, LedgerState ledger)
    {
        Int128[] claimed = [0, 0], unpaid = [0, 0];
        for (int node = 0; node < scenario.Nodes; node++)
        {
            NodeId id = new(node);
            int which = groups.GroupOf(id) == 0 ? 0 : 1;
            Int128 all = 0;
            for (int user = 0; user < _users.Length; user++) all += ledger.Claimed(new UserId(user), id).Units;
            claimed[which] += all;
            unpaid[which] += all - ledger.CreditedTo(id);
        }

        measures[Measures.UnpaidRatio] = Ratio(0);
        measures[Measures.UnpaidRatioMinority] = Ratio(1);

        MeasureValue Ratio(int which) =>
            new(claimed[which] == 0 ? double.NaN : (double)unpaid[which] / (double)claimed[which], double.NaN, _users.Length);
    }

    private void AddExposure(Dictionary<string, MeasureValue> measures)
    {
        MeasureValue mean = new UnitSample([.. _exposures]).Mean();
        measures[Measures.Exposure] = mean;
        measures[Measures.ExposureVariance] = new(mean.Sd * mean.Sd, double.NaN, mean.N);
        measures[Measures.ExposureTail] = new((double)_exposuresOverTail / mean.N, double.NaN, mean.N);
    }

    private static void AddLedgerLags(Dictionary<string, MeasureValue> measures, UnitSample lags)
    {
        measures[Measures.LedgerLagMean] = lags.Mean();
        measures[Measures.LedgerLagP99] = lags.Percentile(0.99);
    }

    private AccountEnd EndOf(UserId user, LedgerState ledger)
    {
        ref readonly UserTally tally = ref _users[user.Value];
        return new AccountEnd(
            ledger.SignedBalance(user), ledger.Debt(user), tally.Paid, tally.Chunks, tally.Freezes, IsFrozenEverywhere(user), DeniedSeconds(tally));
    }

    private double DeniedSeconds(in UserTally user)
    {
        Instant end = Instant.Min(user.InsolventAt, Instant.Zero + scenario.Duration);
        return user.DeniedAt < end ? (end - user.DeniedAt).Seconds : 0;
    }

    private static UserTally[] NewUsers(Scenario scenario)
    {
        UserTally[] users = new UserTally[scenario.Users.Count];
        for (int i = 0; i < users.Length; i++)
        {
            bool isSolvent = scenario.Users.BalanceOf(new UserId(i)) >= scenario.Payments.Price;
            users[i] = new UserTally { DeniedAt = Instant.Never, InsolventAt = isSolvent ? Instant.Never : Instant.Zero };
        }

        return users;
    }
}
