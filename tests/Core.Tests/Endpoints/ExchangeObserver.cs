using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>
/// Sees every frame, log and ledger state of a world, believes nobody, and asserts what must hold. Names of invariants are those of
/// the protocol's design.
/// </summary>
internal sealed partial class ExchangeObserver(ExchangeWorld world)
{
    private readonly Dictionary<Hash256, ObservedSession> _sessions = [];
    private readonly Dictionary<LaneKey, ObservedLane> _lanes = [];
    private readonly Dictionary<ExchangeClient, ObservedClient> _clients = [];
    private readonly HashSet<Hash256> _commitments = [];

    /// <summary>The last frame that came to a node, and on which connection.</summary>
    private FrameType _takenType;
    private ExchangeConnection? _taken;

    public ScheduleTally Tally { get; } = new();

    public IEnumerable<ObservedSession> Sessions => _sessions.Values;

    /// <summary>After every step: of clients I3, I8; of nodes I8, I11.</summary>
    public void CheckStep()
    {
        foreach (ExchangeClient client in world.Clients)
        {
            ObservedClient seen = Of(client);
            Assert.True(client.Endpoint.Outstanding <= client.Setup.Window, "I3: a client has more than its window paid and not usable");
            Assert.True(seen.Paid - seen.Delivered <= client.Setup.Window, "I3: more than a window is paid and was not delivered");
            bool isBefore = world.Setup.Mode == ExchangeMode.PayBefore; // such a payment may be lost with its anchor
            Assert.True(client.Endpoint.Cumulative >= seen.Cumulative || isBefore, "I8: what a client has signed away grew less");
            seen.Cumulative = client.Endpoint.Cumulative;
            bool isWronged = client.Twist is not null || !world.Nodes[client.Setup.Node].IsHonest || world.Setup.Hostile;
            Assert.True(isWronged || client.Endpoint.Fault == ClientFault.None, "an honest node is called dishonest");
        }
    }

    /// <summary>After healing: everything came, and all three say that it cost the same.</summary>
    public void CheckEnd()
    {
        foreach (ExchangeClient client in world.Clients) CheckEnd(client);
        foreach ((LaneKey key, ObservedLane lane) in _lanes)
        {
            // Whoever is malicious may sign what nobody saw, and claim when it likes.
            if (!world.Nodes.First(n => n.Key == key.Node).IsHonest) continue;
            world.Ledger.Claimed.TryGetValue(key, out Credits claimed);
            Assert.True(lane.Durable == lane.Recorded, "I20: a record is not durable at the end");
            Assert.True(claimed == lane.Durable, "I20: what a node acknowledged is not redeemed");
            bool isHonest = !world.Clients.Exists(c => c.Twist is not null && c.Lane == key);
            Assert.True(lane.Signed >= lane.Durable || !isHonest, "I8: a node's ticket is worth more than its device signed");
        }

        foreach (ExchangeNode node in world.Nodes)
            Assert.True(world.Ledger.Ledger.StakeOf(node.Key) == LedgerHost.Stake.Units, "I6: an honest node is slashed");
        world.Ledger.Ledger.Audit();
    }

    private void CheckEnd(ExchangeClient client)
    {
        if (!world.Setup.IsHealthy || client.Twist is not null || !world.Nodes[client.Setup.Node].IsHonest) return;
        Assert.True(client.Lacking == 0, "liveness: a wanted block did not come");
        Assert.True(client.Endpoint.Outstanding == 0, "I3: something paid did not come");
        Assert.True(client.Repeated == 0, "a block came twice");
        Assert.True(client.Endpoint.WantedUnits == 0, "a client wants what it has");
        Credits held = world.Nodes[client.Setup.Node].Endpoint.TicketOf(client.Lane).Cumulative;
        world.Ledger.Claimed.TryGetValue(client.Lane, out Credits claimed);
        Assert.True(client.Endpoint.Cumulative == held, "client and node differ on what a lane has cost");
        Assert.True(held == claimed, "I20: node and ledger differ on what a lane has cost");
    }

    /// <summary>The endpoint is gone with all it remembered.</summary>
    public void ClientForgets(ExchangeClient client)
    {
        Tally.Count("clients crashed");
        if (client.Endpoint.Outstanding > 0) Tally.Count("clients crashed that were owed keys");
        _clients.Remove(client);
    }

    public void ClientRenews(ExchangeClient client) => _clients.Remove(client);

    /// <summary>I6: what is owed as a session ends can be shown to the ledger.</summary>
    public void ClientLeft(ExchangeClient client)
    {
        // What is paid before and did not come is lost with its session; elsewhere it is owed.
        if (world.Setup.Mode == ExchangeMode.PayBefore) Of(client).Paid = Of(client).Delivered;
        if (world.Setup.Mode != ExchangeMode.Encrypted || client.Endpoint.Outstanding == 0) return;
        if (client.Endpoint.State == ClientState.Stopped || client.Twist is not null) return;
        Assert.True(EvidenceJudge.Admits(world, client), "I6: a client cannot show what it lacks");
        Tally.Count("disputes that could be opened");
    }

    private ObservedClient Of(ExchangeClient client)
    {
        if (!_clients.TryGetValue(client, out ObservedClient? seen)) _clients.Add(client, seen = new ObservedClient());
        return seen;
    }

    private ObservedLane LaneOf(in LaneKey key)
    {
        if (!_lanes.TryGetValue(key, out ObservedLane? lane)) _lanes.Add(key, lane = new ObservedLane());
        return lane;
    }
}
