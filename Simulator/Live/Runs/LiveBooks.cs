using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.Live.Ledgers;

namespace Fleek.Sim.Live.Runs;

/// <summary>
/// What a live run came to, from three sides that do not know of each other: what users signed, what nodes hold, and what the ledger says.
/// </summary>
public sealed class LiveBooks
{
    private readonly Scenario _scenario;
    private readonly IReadOnlyList<UserEnd> _users;
    private readonly IReadOnlyList<NodeEnd> _nodes;
    private readonly IReadOnlyDictionary<int, Credits> _left;
    private readonly IReadOnlyList<LedgerStatus> _replicas;

    /// <summary>Held by nodes, by grant and node: a grant is one user's, and a user has one lane to a node.</summary>
    private readonly Dictionary<(string Grant, int Node), NodeLaneEnd> _held = [];

    /// <param name="left">Ledger balance less debt of each user, by id, after every commit.</param>
    /// <param name="replicas">Where each replica stands at the end.</param>
    public LiveBooks(
        Scenario scenario, IReadOnlyList<UserEnd> users, IReadOnlyList<NodeEnd> nodes, IReadOnlyDictionary<int, Credits> left,
        IReadOnlyList<LedgerStatus> replicas)
    {
        (_scenario, _users, _nodes, _left, _replicas) = (scenario, users, nodes, left, replicas);
        foreach (NodeEnd node in nodes)
            foreach (NodeLaneEnd lane in node.Lanes) _held.Add((lane.Grant, node.Id), lane);
    }

    /// <summary>Commits of nodes that died and were started again, as far as they had told them before.</summary>
    public long EarlierCommits { get; init; }

    /// <summary>By user, what a gateway counted of what its device notified; empty where users pay for themselves.</summary>
    public IReadOnlyDictionary<int, long> Noted { get; init; } = new Dictionary<int, long>();

    /// <summary>The measures of a simulated run that a live one has too.</summary>
    public IReadOnlyDictionary<string, MeasureValue> Measure()
    {
        List<AccountEnd> accounts = [.. _users.Select(EndOf)];
        List<double> ttfb = [.. _users.SelectMany(user => user.TtfbMs)];
        return AccountMeasures.Of(
            accounts, _scenario.Payments.Price, EarlierCommits + _nodes.Sum(node => node.Commits), accounts.Sum(account => account.Chunks), ttfb);
    }

    /// <summary>Credits of each lane, by user and node, and who was frozen by whom: what a run of fixed lists must have as its simulation.</summary>
    public IReadOnlyDictionary<(int User, int Node), (long PaidUnits, bool IsFrozen)> Lanes() => _users
        .SelectMany(user => user.Lanes.Select(lane => (user, lane)))
        .ToDictionary(at => (at.user.Id, at.lane.Node), at => (at.lane.PaidUnits, HeldOf(at.lane) is { IsFrozen: true }));

    public IReadOnlyList<ExactCheck> Checks() =>
    [
        Conservation(), SameState(), PaidIsHeld(), HeldIsCredited(), PaidIsCharged(), PaidIsReadable(),
        .. Noted.Count == 0 ? (IEnumerable<ExactCheck>)[] : [PaidIsNoted()],
    ];

    private ExactCheck Conservation()
    {
        Int128 deposits = 0;
        foreach (UserEnd user in _users) deposits += _scenario.Users.BalanceOf(new UserId(user.Id)).Units;
        // Each replica asserts the whole equation at every height; from outside it is seen on its sums.
        List<string> wrong = [];
        foreach (LedgerStatus r in _replicas)
        {
            if (!r.IsConserved || r.Deposited - r.Stakes != deposits)
                wrong.Add($"{r.Replica}: {r.Deposited} paid in, {deposits} of them deposits; {r.Balances} balances, {r.NodeCredits} credits");
        }

        return new ExactCheck("conservation", wrong.Count == 0 && _replicas.Count > 0, wrong.Count == 0
            ? $"{deposits} base units were deposited, and are balances and credits on {_replicas.Count} replicas"
            : string.Join("; ", wrong));
    }

    private ExactCheck SameState()
    {
        int states = _replicas.Select(r => (r.Height, r.StateHash)).Distinct().Count();
        string all = string.Join(", ", _replicas.Select(r => $"{r.Replica} at {r.Height}: {$"{r.StateHash}"[..12]}"));
        return new ExactCheck("same-state", states == 1, all);
    }

    private ExactCheck PaidIsHeld() => Lanes("paid-is-held", "signed by users", "held by nodes",
        lane => lane.PaidUnits, lane => HeldOf(lane)?.HeldUnits ?? 0);

    private ExactCheck HeldIsCredited()
    {
        Int128 held = 0;
        foreach (NodeLaneEnd lane in _held.Values) held += lane.HeldUnits;
        List<string> wrong = [.. _replicas.Where(r => r.NodeCredits + r.Debts != held)
            .Select(r => $"{r.Replica}: {r.NodeCredits} credited and {r.Debts} owed, {held} held")];
        return new ExactCheck("held-is-credited", wrong.Count == 0, wrong.Count == 0
            ? $"{held} base units held by nodes are credited to them, or recorded as debt"
            : Shown(wrong));
    }

    private ExactCheck PaidIsReadable()
    {
        long price = _scenario.Payments.Price.Units;
        return Lanes("paid-is-readable", "paid", "readable or attributed", lane => lane.PaidUnits,
            lane => (lane.DeliveredChunks + (lane.Fault is null && lane.Refusal is null ? 0 : lane.Outstanding)) * price);
    }

    private ExactCheck PaidIsCharged()
    {
        List<string> wrong = [];
        Int128 all = 0;
        foreach (UserEnd user in _users)
        {
            Int128 paid = 0;
            foreach (UserLaneEnd lane in user.Lanes) paid += lane.PaidUnits;
            Int128 charged = (Int128)_scenario.Users.BalanceOf(new UserId(user.Id)).Units - _left[user.Id].Units;
            all += charged;
            if (paid != charged) wrong.Add($"user {user.Id}: {paid} signed, {charged} charged");
        }

        return new ExactCheck("paid-is-charged", wrong.Count == 0, wrong.Count == 0
            ? $"{all} base units signed by {_users.Count} users and charged by the ledger"
            : Shown(wrong));
    }

    private ExactCheck PaidIsNoted()
    {
        List<string> wrong = [];
        foreach (UserEnd user in _users)
        {
            long paid = user.Lanes.Sum(lane => lane.PaidUnits), noted = Noted.GetValueOrDefault(user.Id);
            if (paid != noted) wrong.Add($"user {user.Id}: {paid} signed, {noted} noted by its gateway");
        }

        return new ExactCheck("paid-is-noted", wrong.Count == 0, wrong.Count == 0
            ? $"{Noted.Count} users' gateways have noted what they signed"
            : Shown(wrong));
    }

    private ExactCheck Lanes(string name, string one, string other, Func<UserLaneEnd, long> left, Func<UserLaneEnd, long> right)
    {
        List<string> wrong = [];
        int lanes = 0;
        foreach (UserEnd user in _users)
        {
            foreach (UserLaneEnd lane in user.Lanes)
            {
                lanes++;
                if (left(lane) != right(lane)) wrong.Add($"user {user.Id}, node {lane.Node}: {left(lane)} {one}, {right(lane)} {other}");
            }
        }

        return new ExactCheck(name, wrong.Count == 0, wrong.Count == 0 ? $"{lanes} lanes: what is {one} is {other}" : Shown(wrong));
    }

    private static string Shown(List<string> wrong) =>
        string.Join("; ", wrong.Take(4)) + (wrong.Count > 4 ? $"; and {wrong.Count - 4} more" : "");

    private NodeLaneEnd? HeldOf(UserLaneEnd lane) => _held.GetValueOrDefault((lane.Grant, lane.Node));

    private AccountEnd EndOf(UserEnd user)
    {
        Credits left = _left[user.Id];
        UserId id = new(user.Id);
        int freezes = user.Lanes.Count(lane => HeldOf(lane) is { IsFrozen: true });
        long chunks = user.Lanes.Sum(lane => lane.DeliveredChunks);
        Credits paid = new(user.Lanes.Sum(lane => lane.PaidUnits));
        return new AccountEnd(
            left, Credits.Max(Credits.Zero, -left), paid, chunks, freezes, freezes == _scenario.Users.ServingNodesOf(id), user.DeniedSeconds);
    }
}
