using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>
/// One payer, its nodes and the ledger, played in a random order of events, drawn from a seed: nodes serve by views as old as chance
/// has it; claims are lost, repeated and overtake each other; nodes restart with views older than before; the payer deposits and
/// withdraws whenever it may.
/// </summary>
internal sealed class SpendingSchedule
{
    private const int Moves = 150;

    private sealed class Node(NodeId id)
    {
        public NodeId Id { get; } = id;

        /// <summary>What it was paid: durable.</summary>
        public Credits Paid { get; set; }

        public NodeLimit Limit;

        /// <summary>Entries of the log that it has seen.</summary>
        public int Seen { get; set; }
    }

    private readonly record struct Snapshot(Credits Signed, Credits[] Claimed, LimitView[] Limits, LedgerEntry? Entry);

    private readonly UserId _user = new(3);
    private readonly LedgerState _ledger = new();
    private readonly SpendingRule _rule;
    private readonly LimitTerms? _terms;
    private readonly Node[] _nodes;
    private readonly List<Snapshot> _log = [];
    private readonly List<Redeem> _underWay = [];
    private readonly Credits _threshold, _price = new(10);
    private RandomStream _random;
    private Credits _deposits;

    public SpendingSchedule(SpendingRule rule, ulong seed)
    {
        _rule = rule;
        _random = new RandomStream(seed, 2_000, (long)rule);
        int network = 1 + Draw(8), assigned = 1 + Draw(network);
        Credits bootstrap = new(Draw(3) * Draw(40));
        bool leases = rule is SpendingRule.Lease or SpendingRule.ForgetfulLease;
        _threshold = new Credits(Draw(150)) + (leases ? bootstrap * assigned : Credits.Zero);
        _terms = rule switch
        {
            SpendingRule.RefillingCap => null,
            SpendingRule.StaticCap => new StaticCapTerms { Threshold = _threshold, NetworkNodes = network, AssignedNodes = assigned },
            _ => new LeaseTerms
            {
                Threshold = _threshold, NetworkNodes = network, AssignedNodes = assigned, Bootstrap = bootstrap,
                Quota = Credits.Max(bootstrap, new Credits(10 * (1 + Draw(20)))), Reserve = new Credits(Draw(100)),
            },
        };
        Lowest = leases ? _threshold - (bootstrap * assigned) : _threshold;
        _nodes = [.. Enumerable.Range(0, network).Select(id => new Node(new NodeId(id)))];
        _deposits = _threshold + new Credits(Draw(1_500));
        _ledger.Deposit(_user, _deposits);
        if (_terms is not null) _ledger.SetLimits(_user, _terms);
        Note(null);
        foreach (Node node in _nodes) Open(node);
    }

    /// <summary>What must always be left: the threshold, less start-up credit that it covers.</summary>
    public Credits Lowest { get; }

    /// <summary>Deposits less all that was paid to nodes: the true balance.</summary>
    public Credits Left => _nodes.Aggregate(_deposits, (left, node) => left - node.Paid);

    /// <summary>What was paid in all.</summary>
    public Credits Paid => _deposits - Left;

    /// <summary>The lowest true balance above <see cref="Lowest"/> that was ever seen.</summary>
    public Credits Worst { get; private set; } = new(long.MaxValue);

    /// <summary>Plays it. In the end every node claims what it is owed, and is credited that.</summary>
    public void Play()
    {
        for (int move = 0; move < Moves; move++)
        {
            Move(_nodes[Draw(_nodes.Length)]);
            Worst = Credits.Min(Worst, Left - Lowest);
        }

        foreach (Redeem late in _underWay) Apply(late);
        foreach (Node node in _nodes) Apply(new Redeem(_user, node.Id, node.Paid));
        _ledger.Audit();
    }

    /// <summary>What some node was paid and will never be credited.</summary>
    public Credits Unpaid => _nodes.Aggregate(
        _ledger.Debt(_user), (unpaid, node) => unpaid + node.Paid - _ledger.Claimed(_user, node.Id));

    private void Move(Node node)
    {
        switch (Draw(12))
        {
            case <= 3:
                for (int chunk = Draw(12); chunk >= 0 && MaySend(node); chunk--) node.Paid += _price;
                break;
            case 4 or 5:
                Claim(node);
                break;
            case 6 or 7:
                ApplySome();
                break;
            case 8:
                See(node, Draw(_log.Count - node.Seen + 1));
                break;
            case 9:
                Restart(node);
                break;
            case 10:
                Release(node);
                break;
            default:
                MoveMoney();
                break;
        }
    }

    private bool MaySend(Node node)
    {
        Snapshot view = _log[node.Seen - 1];
        Credits pending = node.Paid - view.Claimed[node.Id.Value];
        FreezeRuleKind kind = _rule switch
        {
            SpendingRule.RefillingCap => FreezeRuleKind.RefillingCap,
            SpendingRule.StaticCap => FreezeRuleKind.StaticCap,
            _ => FreezeRuleKind.Lease,
        };
        return FreezeRule.MaySend(
            kind, view.Signed, pending, Credits.Zero, Credits.Zero, _price, _threshold, _nodes.Length, node.Paid, node.Limit.Usable);
    }

    private void Claim(Node node)
    {
        bool asks = _terms is LeaseTerms lease && node.Limit.WantsMore(node.Paid, lease.Reserve);
        if (asks) node.Limit.Ask();
        _underWay.Add(new Redeem(_user, node.Id, node.Paid) { Request = asks ? LimitRequest.Renew : LimitRequest.None });
    }

    private void Release(Node node)
    {
        if (_terms is not LeaseTerms) return;
        if (node.Limit.IsReleasing && node.Limit.ReleasesSigned > 0)
        {
            // The last release may be lost: once more, as it was.
            _underWay.Add(ReleaseOf(node, node.Limit.ReleasedTo, node.Limit.ReleasesSigned));
            return;
        }

        // A view older than what was acted on says too little: nothing to give back.
        if (!node.Limit.IsAsking && node.Paid <= node.Limit.Usable) _underWay.Add(ReleaseOf(node, node.Paid, node.Limit.Release(node.Paid)));
    }

    private Redeem ReleaseOf(Node node, Credits kept, int number) =>
        new(_user, node.Id, kept) { Request = LimitRequest.Release, ReleaseNumber = number };

    /// <summary>Any claim under way: it is lost, or applied, or applied and left to come again.</summary>
    private void ApplySome()
    {
        if (_underWay.Count == 0) return;
        int which = Draw(_underWay.Count), fate = Draw(6);
        Redeem redeem = _underWay[which];
        if (fate > 0) Apply(redeem);
        if (fate < 4) _underWay.RemoveAt(which);
    }

    private void Apply(in Redeem redeem) => Note(_ledger.Apply(redeem));

    private void MoveMoney()
    {
        Credits amount = new(Draw(120));
        if (Draw(3) == 0)
        {
            _ledger.Deposit(_user, amount);
            _deposits += amount;
        }
        else if (_terms is not null && _ledger.TryWithdraw(_user, amount))
        {
            _deposits -= amount;
        }

        Note(null);
    }

    private void See(Node node, int entries)
    {
        for (int last = node.Seen + entries; node.Seen < last; node.Seen++)
        {
            if (_log[node.Seen] is not { Entry: { } entry } || _terms is null) continue;
            if (entry.Node == node.Id) node.Limit.SeeOwn(entry.Limit, entry.Request == LimitRequest.Renew);
            else node.Limit.SeeOther(entry.Limit.HasMore);
        }
    }

    /// <summary>Comes back with what its log kept, and with any view, older than before or not.</summary>
    private void Restart(Node node)
    {
        if (_rule == SpendingRule.ForgetfulLease) ForgetReleases(node);
        else node.Limit = NodeLimit.Restored(node.Limit.ReleasesSigned, node.Limit.ReleasedTo);
        node.Seen = 1 + Draw(_log.Count);
        if (_terms is not null) node.Limit.OpenView(_log[node.Seen - 1].Limits[node.Id.Value]);
    }

    /// <summary>It knows how many it signed, so that the ledger's number is no surprise, but not to what.</summary>
    private static void ForgetReleases(Node node) =>
        node.Limit = NodeLimit.Restored(node.Limit.ReleasesSigned, new Credits(long.MaxValue));

    private void Open(Node node)
    {
        node.Seen = _log.Count;
        if (_terms is not null) node.Limit.OpenView(_log[^1].Limits[node.Id.Value]);
    }

    private void Note(LedgerEntry? entry)
    {
        Credits[] claimed = [.. _nodes.Select(node => _ledger.Claimed(_user, node.Id))];
        LimitView[] limits = _terms is null ? [] : [.. _nodes.Select(node => _ledger.LimitOf(_user, node.Id)!.Value)];
        _log.Add(new Snapshot(_ledger.SignedBalance(_user), claimed, limits, entry));
    }

    private int Draw(int below) => (int)_random.NextBelow(below);
}
