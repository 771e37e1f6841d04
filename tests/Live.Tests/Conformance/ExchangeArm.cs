using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live.Ledgers;
using Fleek.Tests.Live.Ledgers;

namespace Fleek.Tests.Live.Conformance;

/// <summary>
/// Something that plays exchanges: the simulator, or sockets. A play asks for nodes, payers and lanes, waits for what must come of them, and
/// never for a time.
/// </summary>
internal abstract class ExchangeArm : IAsyncDisposable
{
    /// <summary>Heights of an epoch: more than any play has transactions.</summary>
    public const long EpochHeights = 4_000;

    public static readonly Credits Price = new(1_000);

    /// <summary>Of twelve blocks, the last one shorter; and of one block of 16 KiB.</summary>
    public static readonly ArmContent Large = new((12 * ContentBlock.Bytes) - 1_000, 1), Small = new(16 << 10, 2);

    private int _names = 100;

    public static Hash256 Chain => LedgerCase.Chain;

    public static LedgerSettings Settings { get; } = new()
    {
        EpochHeights = EpochHeights,
        GraceHeights = 1_000,
        DisputeHeights = 100,
        WithdrawHeights = 0,
        UnbondingHeights = 1L << 20,
        SlashAmount = Price * 10,
        PosterDeposit = Price,
        WithheldKeyFee = new Credits(300),
    };

    public List<IArmNode> Nodes { get; } = [];

    public List<ArmUser> Users { get; } = [];

    public List<ArmLane> Lanes { get; } = [];

    /// <summary>By the nodes' clocks.</summary>
    public abstract Instant Now { get; }

    public Ed25519Signer NewSigner() => LedgerCase.Signer(++_names);

    public async Task<IArmNode> AddNodeAsync(NodeTerms terms)
    {
        Ed25519Signer signer = NewSigner();
        await AppliesAsync(LedgerTransactions.Of(new Deposit(signer.Key, Price * 100, IsStake: true)));
        NodeOptions business = new(
            new Credits(terms.PriceUnits), FreezeRuleKind.OwnPending, Price * terms.ThresholdChunks, terms.Rule, terms.Window, 1, 1)
        {
            Mode = terms.Mode, UnfreezeThreshold = terms.UnfreezeChunks is { } chunks ? Price * chunks : null,
        };
        NodeEndpointOptions options = new(Chain, business, Blake3.Hash(signer.Key.ToString().Select(c => (byte)c).ToArray()))
        {
            HeaderInterval = Math.Min(4, terms.Window), Tickets = terms.Tickets, FreshnessBound = terms.FreshnessBound,
        };
        IArmNode node = Start(options, signer, [Large.Lying(terms.LiesAbout), Small]);
        Nodes.Add(node);
        return node;
    }

    public async Task<ArmUser> AddUserAsync(UserTerms terms)
    {
        Ed25519Signer payer = NewSigner(), device = NewSigner();
        Credits most = Price * (terms.GrantChunks ?? Math.Max(1, terms.Chunks));
        Grant grant = terms.With(new Grant(
            Chain, payer.Key, device.Key, 0, 3, most, Credits.Zero, Price, terms.Scope is null ? NodeScope.Any : NodeScope.Of(terms.Scope), 8,
            new Instant(long.MaxValue), default));
        ArmUser user = new(payer, device, new SignedGrant(grant, grant.Sign(terms.IsForged ? device : payer)), terms.Scope);
        Users.Add(user);
        if (terms.Chunks > 0) await DepositAsync(user, terms.Chunks);
        await SubmitAsync(LedgerTransactions.Of(user.Grant));
        return user;
    }

    /// <summary>Opens a lane, which connects at once.</summary>
    public ArmLane Open(ArmUser user, IArmNode node, LaneTerms terms)
    {
        ClaimPath path = user.Scope is null ? ClaimPath.Any : ClaimPath.Of(user.Scope, node.Key);
        ClientOptions client = new(user.Grant.Grant.Chain, user.Grant, node.Key, terms.Epoch)
        {
            Lane = terms.Lane, Window = terms.Window, Mode = terms.Mode, Tickets = terms.Tickets, ServingNodes = terms.ServingNodes,
            ScopeTurns = path.Turns, ScopeSiblings = path.Siblings,
        };
        ArmLane lane = Connect(client, terms.IsForged ? NewSigner() : user.Device, node, new FrameTape(terms.Twist));
        Lanes.Add(lane);
        return lane;
    }

    public Task DepositAsync(ArmUser user, long chunks) =>
        AppliesAsync(LedgerTransactions.Of(new Deposit(user.Payer.Key, Price * chunks, IsStake: false)));

    public async Task AppliesAsync(byte[] transaction)
    {
        LedgerVerdict verdict = await SubmitAsync(transaction);
        Assert.False(verdict.IsRefused, $"the ledger refuses: {verdict.Refusal}");
    }

    /// <summary>Lets the ledger go on to its next epoch.</summary>
    public async Task NextEpochAsync()
    {
        long epoch = Look(ledger => ledger.Epoch);
        while (Look(ledger => ledger.Epoch) == epoch) await PassHeightAsync();
    }

    /// <summary>Lets so many heights pass.</summary>
    public async Task PassHeightsAsync(long heights)
    {
        long to = Look(ledger => ledger.Height) + heights;
        while (Look(ledger => ledger.Height) < to) await PassHeightAsync();
    }

    public Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    /// <summary>What of the play must be the same in both arms, as text. Commits what is outstanding first.</summary>
    public async Task<string> BooksAsync(Compared what)
    {
        List<string> held = [];
        for (int i = 0; i < Nodes.Count; i++)
        {
            if (Nodes[i].IsGone) continue;
            foreach (HeldLane lane in (await Nodes[i].LanesAsync()).OrderBy(lane => NameOf(lane)))
                held.Add($"node {i} holds {lane.Cumulative.Units} of {NameOf(lane)}{(lane.IsFrozen ? ", frozen" : "")}");
            Assert.True(await Nodes[i].DrainAsync(), "not all that a node holds is final");
        }

        List<string> lines = [];
        for (int i = 0; i < Lanes.Count; i++)
        {
            ArmLane lane = Lanes[i];
            if (what.HasFlag(Compared.Delivered)) lines.Add($"lane {i} delivered {string.Join(' ', lane.Blocks)}");
            if (what.HasFlag(Compared.Paid)) lines.Add($"lane {i} paid {lane.PaidUnits}, {lane.Outstanding} units of it not usable");
            if (what.HasFlag(Compared.Ends)) lines.Add($"lane {i} {lane.End}, refusal {lane.Refusal}, fault {lane.Fault}");
            if (what.HasFlag(Compared.Sessions)) lines.AddRange(lane.Tape.Summary().Select(line => $"lane {i} session {line}"));
            if (what.HasFlag(Compared.Frames)) lines.AddRange(lane.Tape.Lines().Select(line => $"lane {i} session {line}"));
        }

        if (what.HasFlag(Compared.Held)) lines.AddRange(held);
        if (what.HasFlag(Compared.Refusals))
            foreach (RefuseReason reason in Enum.GetValues<RefuseReason>())
                lines.AddRange(Nodes.Select((node, i) => $"node {i} refused {reason} {node.Refusals(reason)}"));
        if (what.HasFlag(Compared.Ledger)) lines.AddRange(Look(OfLedger));
        return string.Join('\n', lines);
    }

    public abstract ValueTask DisposeAsync();

    public abstract Task<LedgerVerdict> SubmitAsync(byte[] transaction);

    /// <summary>Looks at the ledger between two transactions.</summary>
    public abstract T Look<T>(Func<ExchangeLedger, T> look);

    /// <summary>Lets things happen until something holds; fails if it does not in a long time.</summary>
    public abstract Task UntilAsync(Func<Task<bool>> holds, string what);

    protected abstract IArmNode Start(NodeEndpointOptions options, Ed25519Signer signer, ArmContent[] contents);

    protected abstract ArmLane Connect(ClientOptions client, ISigner device, IArmNode node, FrameTape tape);

    /// <summary>Lets the ledger have at least one height more.</summary>
    protected abstract Task PassHeightAsync();

    private List<string> OfLedger(ExchangeLedger ledger)
    {
        ledger.Audit();
        List<string> lines = [$"ledger burned {ledger.Burned}, escrow {ledger.Escrow}, fees {ledger.Fees}, credits {ledger.NodeCredits}"];
        for (int i = 0; i < Nodes.Count; i++) lines.Add($"ledger node {i} stake {ledger.StakeOf(Nodes[i].Key)}");
        for (int i = 0; i < Users.Count; i++)
        {
            ArmUser user = Users[i];
            lines.Add($"ledger payer {i} balance {ledger.Balance(user.Payer.Key)}, debt {ledger.Debt(user.Payer.Key)}");
            for (int n = 0; n < Nodes.Count; n++) lines.Add($"ledger payer {i} spent {ledger.SpentOf(user.Id, Nodes[n].Key).Units} at node {n}");
        }

        return lines;
    }

    private string NameOf(in HeldLane lane)
    {
        Hash256 grant = lane.Lane.GrantId;
        return $"payer {Users.FindIndex(user => user.Id == grant)} lane {lane.Lane.Lane} epoch {lane.Lane.Epoch}";
    }
}
