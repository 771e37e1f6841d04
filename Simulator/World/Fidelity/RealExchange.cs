using System.Runtime.InteropServices;
using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Scenarios.Model;
using Fleek.Sim.Adapters.Cryptography;

namespace Fleek.Sim.World.Fidelity;

/// <summary>
/// The exchange of a world by the production endpoints: every letter carries the frames that belong to it, signed, hashed and
/// encrypted, and the other endpoint opens and checks them before its actor hears of anything. The world goes on as without this:
/// it carries out the effects of the same actors, at the times that the costs say.
/// </summary>
/// <remarks>
/// One letter is one frame, but for REQUEST: a client has at most 32 of them under way, so the frame of a later demand leaves with a
/// later letter. With windows of at most <see cref="CryptographySpec.MostRealWindowChunks"/> no node ever waits for one, and nothing that is decided depends on it.
/// Anything else that an honest endpoint would refuse, or that says something other than the letter, is a bug and breaks an invariant.
/// </remarks>
internal sealed partial class RealExchange : IDisposable
{
    /// <summary>No honest user comes near what a grant lets it spend: the account freezes first.</summary>
    private static readonly Credits GrantCap = new(long.MaxValue / 4);

    private static readonly Hash256 Chain = Blake3.Hash("fleek-sim/real/ledger"u8);

    /// <summary>At least the header and the fields of a CHUNK beside its block, tree and proof, in bytes.</summary>
    private const int ChunkFrameSlack = 512;

    private readonly Scenario _scenario;
    private readonly NodeOptions _business;
    private readonly RealKeys _keys;
    private readonly Ed25519Verifier _verifier = new();
    private readonly SyntheticContent _content;
    private readonly Dictionary<PublicKey, UserId> _userOf = [];
    private readonly NodeEndpoint?[] _nodes;
    private readonly RealLane[] _lanes;
    private readonly ActorSteps _nodeSteps = new(), _clientSteps = new();
    private readonly EndpointOutbox _outbox = new();
    private readonly List<Frame> _frames = [];
    private readonly List<Effect> _effects = [];

    /// <param name="business">How nodes do business, the same as without real cryptography.</param>
    /// <param name="lanes">Lanes of the world.</param>
    public RealExchange(Scenario scenario, ulong seed, NodeOptions business, int lanes)
    {
        Invariant.Require(
            scenario.Faults is null && scenario.Payments.WindowChunks <= CryptographySpec.MostRealWindowChunks,
            "real: a scenario that real cryptography does not run");
        _scenario = scenario;
        _business = business;
        _keys = new RealKeys(seed);
        _content = new SyntheticContent(seed, scenario.Payments.ChunkBytes);
        _nodes = new NodeEndpoint?[scenario.Nodes];
        _lanes = new RealLane[lanes];
    }

    /// <summary>Effects of the last step, in order, in the world's names.</summary>
    public ReadOnlySpan<Effect> Effects => CollectionsMarshal.AsSpan(_effects);

    /// <summary>Frames that were opened and checked so far.</summary>
    public long FramesOpened { get; private set; }

    /// <summary>Bytes of those frames.</summary>
    public long BytesOpened { get; private set; }

    public bool IsRefused(int lane) => _lanes[lane].Client.Refusal != RefuseReason.None;

    /// <summary>What a user has paid a node, as the node sees it.</summary>
    public Credits Paid(NodeId node, UserId user) => _nodes[node.Value]?.AccountOf(user).Paid ?? Credits.Zero;

    /// <summary>Makes the client of a lane; nothing is sent before its first demand.</summary>
    public void Open(int lane, UserId user, NodeId node)
    {
        Ed25519Signer payer = _keys.Signer(KeyRole.Payer, user.Value), device = _keys.Signer(KeyRole.Device, user.Value);
        PublicKey nodeKey = _keys.Signer(KeyRole.Node, node.Value).Key;
        _userOf[payer.Key] = user;
        Grant grant = new(
            Chain, payer.Key, device.Key, 0, 0, GrantCap, GrantCap, _scenario.Payments.Price, NodeScope.Any, 1,
            new Instant(long.MaxValue), default);
        ClientOptions options = new(Chain, new SignedGrant(grant, grant.Sign(payer)), nodeKey, 0)
        {
            Window = _scenario.Payments.WindowChunks, ServingNodes = _scenario.Users.ServingNodesOf(user), PaysAfterClose = true,
        };
        ClientEndpoint client = new(options, device, _verifier, _keys.Random(KeyRole.LaneNonces, lane)) { Observer = _clientSteps };
        _lanes[lane] = new RealLane(lane, user, node, new LaneKey(grant.Id(), nodeKey, 0, 0), client, _scenario.Users.ServingNodesOf(user));
    }

    /// <summary>As the step of a node's actor. Its effects are in <see cref="Effects"/>; returns the account's deadline.</summary>
    public Instant StepNode(Instant now, int lane, in Input input)
    {
        NodeEndpoint node = NodeAt(_lanes[lane].Node);
        _effects.Clear();
        _nodeSteps.Clear();
        switch (input.Kind)
        {
            case InputKind.Message:
                foreach (Frame frame in _lanes[lane].Up.Dequeue())
                {
                    node.OnFrame(now, lane, frame.Bytes, _outbox);
                    Opened(frame);
                    CarryNode(now, lane, node);
                }

                RequireTold(_nodeSteps, input.Message, input.Message);
                break;
            case InputKind.AccountOpened:
                node.OnAccountOpened(now, input.Message.User, input.Message.Amount, new Credits(input.Message.Number), _outbox);
                break;
            case InputKind.LedgerEntry:
                node.OnLedgerEntry(now, input.Entry, _outbox);
                break;
            case InputKind.Hint:
                node.OnHint(now, input.Message.User, input.Message.Node, input.Message.Amount, _outbox);
                break;
            case InputKind.WakeUp:
                node.OnWakeUp(now, input.Message.User, _outbox);
                break;
            default:
                Invariant.Break("real: an input that only faults make");
                break;
        }

        CarryNode(now, lane, node);
        foreach (Effect effect in _nodeSteps.Effects)
        {
            if (effect.Kind == EffectKind.Send) _lanes[lane].Down.Enqueue([TakeFrame(effect.Message)]);
            if (effect.Kind == EffectKind.Submit) RequireRedeemable(node, lane, effect.Message.Amount);
            _effects.Add(effect);
        }

        Invariant.Require(_frames.Count == 0, "real: the node sent a frame that its actor did not ask for");
        return _nodeSteps.Deadline;
    }

    /// <summary>As the step of a user's actor. Its effects are in <see cref="Effects"/>.</summary>
    /// <param name="lane">The lane that the input is about; the first of the user's for <see cref="InputKind.Finish"/>.</param>
    public void StepUser(Instant now, int lane, in Input input)
    {
        _effects.Clear();
        switch (input.Kind)
        {
            case InputKind.Message:
                foreach (Frame frame in _lanes[lane].Down.Dequeue())
                {
                    _lanes[lane].Client.OnFrame(now, frame.Bytes, _outbox);
                    Opened(frame);
                }

                CarryUser(lane, input.Message);
                break;
            case InputKind.Demand:
                Fetch(now, _lanes[lane], input.Message.Number);
                CarryUser(lane);
                break;
            case InputKind.Finish:
                for (int its = lane; its < lane + _scenario.Users.ServingNodes; its++)
                {
                    _lanes[its].Client.Finish(now, _outbox);
                    CarryUser(its);
                }

                break;
            default:
                Invariant.Break("real: an input that only faults make");
                break;
        }
    }

    /// <summary>After the last event: every unit that was paid was opened and delivered, and both ends agree on what it came to.</summary>
    public void Settle()
    {
        foreach (RealLane lane in _lanes)
        {
            Invariant.Require(lane.Up.Count == 0 && lane.Down.Count == 0 && lane.Waiting.Count == 0, "real: a frame was not delivered");
            Credits paid = Paid(lane.Node, lane.User);
            bool agree = lane.Client is { Outstanding: 0, Fault: ClientFault.None } && lane.Client.Cumulative == paid
                && _scenario.Payments.Price * lane.Client.DeliveredUnits == paid;
            Invariant.Require(agree, "real: the two ends of a lane disagree");
        }
    }

    public void Dispose() => _keys.Dispose();

    private NodeEndpoint NodeAt(NodeId node) => _nodes[node.Value] ??= new NodeEndpoint(
        node,
        new NodeEndpointOptions(Chain, _business, _keys.Secret(KeyRole.NodeSecret, node.Value))
        {
            HeaderInterval = 1, UserOf = payer => _userOf[payer], FreshnessBound = Duration.Zero, // no view is cut off
        },
        _keys.Signer(KeyRole.Node, node.Value), _verifier, _keys.Random(KeyRole.NodeNonces, node.Value), _content)
        {
            Observer = _nodeSteps,
        };

    private void Opened(in Frame frame)
    {
        FramesOpened++;
        BytesOpened += frame.Length;
        frame.Return();
    }

    /// <summary>Wants the next blocks of the content, round and round; the first demand opens the connection.</summary>
    private void Fetch(Instant now, RealLane lane, long chunks)
    {
        for (long i = 0; i < chunks; i++)
        {
            lane.Client.Fetch(now, _content.Id, _content.Blocks, lane.Wanted++ % _content.Blocks, 1, _outbox);
            TakeClientFrames(lane);
        }

        if (lane.Client.State != ClientState.Disconnected) return;
        lane.Client.OnConnected(now, lane.Index, _outbox);
    }
}
