using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>
/// One fully resolved cell of a plan: every default filled in, every quantity in its canonical unit.
/// It is pure data; <c>Fleek.Sim.World</c> runs it.
/// </summary>
public sealed record Scenario
{
    public required string Name { get; init; }

    public required string Question { get; init; }

    /// <summary>Users ask for chunks until this time; what is under way then is finished and every ticket redeemed.</summary>
    public required Duration Duration { get; init; }

    /// <summary>Nodes in the network, N.</summary>
    public required int Nodes { get; init; }

    public required UsersSpec Users { get; init; }

    public required NetworkSpec Network { get; init; }

    public required LedgerSpec Ledger { get; init; }

    public required PaymentsSpec Payments { get; init; }

    public required WorkloadSpec Workload { get; init; }

    /// <summary>Null: the run is not sampled, and the exposure measures are absent.</summary>
    public SamplingSpec? Sampling { get; init; }

    /// <summary>
    /// Streams of constant rate advance from decision to decision in one step where that is exact. Measures and decisions are those of a
    /// run chunk by chunk; events and trace hash are not.
    /// </summary>
    public bool FastForward { get; init; }

    public CryptographySpec Cryptography { get; init; } = CryptographySpec.Modelled;

    /// <summary>Null: nothing goes wrong.</summary>
    public FaultsSpec? Faults { get; init; }

    /// <summary>Null: nobody cheats, and what cheating would gain is not measured.</summary>
    public AdversarySpec? Adversary { get; init; }

    /// <summary>A study of where nodes go, and null for all others. What is said of users, payments and the rest then means nothing.</summary>
    public IncentivesSpec? Incentives { get; init; }

    /// <summary>A study of how far clients are from nodes, and null for all others; as above.</summary>
    public CoverageSpec? Coverage { get; init; }

    /// <summary>A study of who colludes against who pays, and null for all others; as above.</summary>
    public CollusionSpec? Collusion { get; init; }

    /// <summary>A study of how nodes are paid and judged, and null for all others; as above.</summary>
    public RewardSpec? Rewards { get; init; }

    /// <summary>A site behind a gateway, if the scenario is of that; else null.</summary>
    public DeliverySpec? Delivery { get; init; }

    /// <summary>Users whose payments are the question are not in it: the scenario is a study of another kind.</summary>
    public bool IsStudy => Incentives is not null || Coverage is not null || Collusion is not null || Rewards is not null || Delivery is not null;

    /// <summary>Who was unpaid and when is measured: accounts may be below zero for a while, or not pay all alike.</summary>
    public bool MovesMoney => Adversary is not null || Users.TopUp is not null || Ledger.Settlement is not null;

    /// <summary>Nodes that a user has sessions with in the course of a run: those that serve it, or all where users move on.</summary>
    public int LanesPerUser => Workload.MoveAfterChunks > 0 ? Nodes : Users.ServingNodes;
}

/// <summary>Which nodes serve a user.</summary>
public enum NodeSelection
{
    /// <summary>The k nodes that are nearest by great circle (ties: the lower id).</summary>
    Nearest,

    /// <summary>k distinct nodes drawn from the user's own random stream.</summary>
    Random,

    /// <summary>
    /// The k nearest that have room left, users taken in turn: in the end all nodes serve the same number of lanes, one more or less.
    /// </summary>
    Balanced,

    /// <summary>Nodes 0 to k-1, the same for every user.</summary>
    First,

    /// <summary>The first k of those that rendezvous hashing assigns to the user.</summary>
    Assigned,

    /// <summary>The k nearest to where a geo table puts the user, right or wrong. Here and below: in an Internet.</summary>
    GeoIp,

    /// <summary>Those within a cut-off of where the geo table puts the user, in turns.</summary>
    Gateway,

    /// <summary>Those over the fewest systems by paths predicted from dumps; ties at random.</summary>
    FewestHops,

    /// <summary>Where routers lead packets to an address that all nodes announce.</summary>
    Anycast,

    /// <summary>Those of the least predicted round trip.</summary>
    Bgp,

    /// <summary>The best measured of those of the least predicted round trip.</summary>
    BgpProbes,

    /// <summary>Those of the nearest network coordinates.</summary>
    Vivaldi,

    /// <summary>Those of the least true round trip.</summary>
    Oracle,
}

/// <param name="Count">Accounts in one run.</param>
/// <param name="Balance">Each account's deposit.</param>
/// <param name="ServingNodes">k: nodes that serve one user at the same time; at most the number of nodes.</param>
/// <param name="Selection">Which nodes those are.</param>
public sealed record UsersSpec(int Count, Credits Balance, int ServingNodes, NodeSelection Selection)
{
    /// <summary>For selections that predict round trips; else null.</summary>
    public SelectionTerms? Terms { get; init; }

    /// <summary>k as a user states it to nodes; 0: as it is.</summary>
    public int StatedNodes { get; init; }

    /// <summary>Null: what was deposited before the run is all.</summary>
    public TopUpSpec? TopUp { get; init; }

    /// <summary>Locked beside each balance, to pay what a balance does not cover; 0: there is none.</summary>
    public Credits Collateral { get; init; }

    /// <summary>Null: all users are alike.</summary>
    public DryUsers? Dry { get; init; }

    /// <summary>Whether a user is one of those who run dry at a single node.</summary>
    public bool IsDry(UserId user) => user.Value < (Dry?.Count ?? 0);

    /// <summary>A user's deposit.</summary>
    public Credits BalanceOf(UserId user) => IsDry(user) ? Dry!.Balance : Balance;

    /// <summary>Nodes that serve a user at the same time.</summary>
    public int ServingNodesOf(UserId user) => IsDry(user) ? 1 : ServingNodes;
}

public enum DelayKind
{
    /// <summary>Messages arrive at once: for checks against closed forms.</summary>
    None,

    /// <summary>Real metro areas and the fitted delay model; needs no file.</summary>
    Modelled,

    /// <summary>Cities and round-trip times of a measured file.</summary>
    Measured,
}

/// <param name="Delay">Measured exactly when <paramref name="Rtt"/> is given.</param>
/// <param name="Rtt">Path of a file of measured round-trip times, or null.</param>
/// <param name="Places">Path of the file that gives the cities of <paramref name="Rtt"/> their positions, or null: the servers*.csv beside it.</param>
/// <param name="LaneBandwidthBitsPerSecond">Rate of one (user, node) lane, shared with nobody; 0 is unlimited.</param>
public sealed record NetworkSpec(DelayKind Delay, string? Rtt, string? Places, long LaneBandwidthBitsPerSecond)
{
    /// <summary>Null: delays depend on places alone.</summary>
    public InternetSpec? Internet { get; init; }
}

public enum LagDistribution
{
    /// <summary>Sequencer L0: every transaction takes exactly the lag.</summary>
    Constant,

    /// <summary>Sequencer L1 with a law of no spread; equal to L0, and tested to be.</summary>
    Deterministic,

    /// <summary>
    /// Sequencer L1: exponential with the lag as mean, drawn per transaction; finality order is log order. A later claim may be
    /// final first; being cumulative, it then uncovers the earlier ones too.
    /// </summary>
    Exponential,

    /// <summary>Sequencer L1: log-normal with the lag as mean and <see cref="LedgerSpec.Sigma"/> as the deviation of the logarithm.</summary>
    LogNormal,

    /// <summary>Sequencer L2: a transaction waits for the next block that has room, and then takes the lag.</summary>
    Blocks,

    /// <summary>Sequencer L2: a transaction waits until one server is done with all before it, and then takes the lag.</summary>
    Queue,

    /// <summary>Sequencer L3: a committee agrees, message by message, and each node sees it when the news has come to it.</summary>
    Rounds,

    /// <summary>No log of many: one biller books each claim when it arrives, and each node knows when the news has come to it.</summary>
    Central,
}

/// <param name="Lag">
/// Visibility lag: from a node's submit until every node sees the entry. Mean of the distribution; of blocks and a queue,
/// the part after these; of rounds and of a central biller, 0.
/// </param>
/// <param name="Sigma">Log-normal only; else 0.</param>
/// <param name="Blocks">Blocks only; else null.</param>
/// <param name="Rounds">Rounds only; else null.</param>
public sealed record LedgerSpec(
    Duration Lag, LagDistribution Distribution, double Sigma, BlockSpec? Blocks = null, CommitteeSpec? Rounds = null)
{
    /// <summary>How claims are settled, where the scenario says it; null: first come, first paid.</summary>
    public SettlementSpec? Settlement { get; init; }

    /// <summary>Central only: from any node to the biller; 0: the biller stands at the largest place, and delays are those of the network.</summary>
    public Duration BillerDelay { get; init; }

    /// <summary>Whether nodes see the ledger each in its own time.</summary>
    public bool HasViewsOfItsOwn => Distribution is LagDistribution.Rounds or LagDistribution.Central;

    /// <summary>Whether accounts delay each other's transactions.</summary>
    public bool IsShared => Blocks is not null || Rounds is not null || Queue is not null;

    /// <summary>A queue only; else null.</summary>
    public QueueSpec? Queue { get; init; }
}

/// <param name="ChunkBytes">256 KiB unless an experiment says otherwise.</param>
/// <param name="Price">Price of one chunk, the money unit `chunks`. Positive.</param>
/// <param name="FreezeThreshold">F: not negative, at most the balance.</param>
/// <param name="WindowChunks">Most chunks of one lane that are sent and unpaid. At least 1.</param>
public sealed record PaymentsSpec(
    long ChunkBytes, Credits Price, Credits FreezeThreshold, FreezeRuleKind FreezeRule, int WindowChunks, CommitRule Commit)
{
    /// <summary>For the freeze rules for static caps and leases, and null for all others.</summary>
    public LimitTerms? Limits { get; init; }

    /// <summary>F_hi: what a frozen account needs to be served again. Null: frozen once, frozen for good.</summary>
    public Credits? UnfreezeThreshold { get; init; }

    /// <summary>Nodes that have a threshold and a commit rule of their own; without limits of accounts. The rest do as all.</summary>
    public IReadOnlyList<NodeGroup> Groups { get; init; } = [];
}

/// <summary>Nodes that decide otherwise than the others.</summary>
/// <param name="Share">Of all nodes, to a whole number of them; the shares of all groups are at most 1.</param>
public sealed record NodeGroup(double Share, Credits FreezeThreshold, CommitRule Commit);

public enum DemandKind
{
    /// <summary>Chunks wanted from each serving node form a Poisson process, independent over lanes.</summary>
    Poisson,

    /// <summary>One chunk from each serving node at every tick 1/rate, 2/rate, ..., all users and nodes in phase.</summary>
    Ticks,

    /// <summary>One chunk every 1/rate from each serving node, each lane at a random phase of its own.</summary>
    Constant,
}

/// <param name="RatePerSecond">lambda: chunks a second that a user wants from each of its serving nodes. Positive.</param>
/// <param name="NodeBitsPerSecond">
/// If not 0, it takes the place of the rate: what a node serves in all, in chunks, shared equally by its lanes.
/// </param>
/// <param name="PoissonShare">Share of the users whose demand is Poisson nevertheless, 0 to 1.</param>
public sealed record WorkloadSpec(DemandKind Demand, double RatePerSecond, long NodeBitsPerSecond = 0, double PoissonShare = 0)
{
    /// <summary>
    /// After each so many chunks, from all its nodes together, a user leaves the node that it has been with for longest and opens a session at
    /// one that it has not been with; 0: users stay. Poisson demand only.
    /// </summary>
    public long MoveAfterChunks { get; init; }
}

/// <summary>
/// Samples, once per account at a random time, the spend of the account's other serving nodes that the first of them cannot see.
/// </summary>
/// <param name="After">The time is uniform between this and the scenario's duration.</param>
/// <param name="Tail">The amount whose exceedance <c>exposure_tail_rate</c> counts.</param>
public sealed record SamplingSpec(Duration After, Credits Tail);
