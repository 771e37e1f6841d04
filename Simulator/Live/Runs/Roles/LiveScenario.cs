using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>The scenario of a live run as its roles use it: every role makes the same of the same terms.</summary>
internal sealed class LiveScenario
{
    /// <summary>Heights of an epoch: no run is so long that another begins.</summary>
    private const long EpochHeights = 1L << 30;

    /// <summary>Blocks of the content that is fetched, round and round.</summary>
    private const int ContentBlocks = 64;

    private readonly LiveTerms _terms;

    public LiveScenario(LiveTerms terms)
    {
        _terms = terms;
        SourceText source = new("live run", terms.Scenario);
        // Files that the scenario names were read by who made the terms: what they say of distances stands there.
        PlanResult planned = Planner.Build(source, new PlanRequest { Scenario = terms.Name, Sweep = false }, path => path);
        Scenario = planned.Plan?.Cells.Single().Scenario
            ?? throw new LiveRunException($"the scenario cannot be read: {planned.Diagnostics[0].Message}", null);
        Chain = Blake3.Hash(Convert.FromHexString(terms.RunId));
        RunFolder = $"run-{terms.RunId}";
    }

    public Scenario Scenario { get; }

    public Hash256 Chain { get; }

    /// <summary>In a role's folder, what it keeps of this run; its keys stay beside it.</summary>
    public string RunFolder { get; }

    public LedgerSettings LedgerSettings { get; } = new()
    {
        EpochHeights = EpochHeights, GraceHeights = 1_000, DisputeHeights = 1_000, WithdrawHeights = 1_000, UnbondingHeights = 2 * EpochHeights,
    };

    /// <summary>
    /// How a node does business. Its own seed tells its random first batches from those of others, as its number does in a simulation.
    /// </summary>
    public NodeOptions BusinessOf(int node)
    {
        PaymentsSpec payments = Scenario.Payments;
        ulong seed = new RandomStream(_terms.Seed, StreamPurpose.Commit, node).NextBits();
        return new NodeOptions(
            payments.Price, payments.FreezeRule, payments.FreezeThreshold, payments.Commit, payments.WindowChunks, Scenario.Nodes, seed)
            { UnfreezeThreshold = payments.UnfreezeThreshold };
    }

    /// <summary>
    /// What one grant allows: more than all nodes together may take before any sees the others, so that it is the account that runs out.
    /// </summary>
    public Credits GrantOf(UserId user)
    {
        Credits window = Scenario.Payments.Price * Scenario.Payments.WindowChunks;
        return (Scenario.Users.BalanceOf(user) + window) * (Scenario.Users.ServingNodes + 1);
    }

    /// <summary>Where a gateway's manifest has the content.</summary>
    public const string ContentUrl = "/content";

    /// <summary>A user as a site of a gateway: the account that pays for it is the user's own.</summary>
    public Hash256 SiteOf(int user) => Blake3.Hash(System.Text.Encoding.UTF8.GetBytes($"user {user} of {Chain}"));

    /// <summary>The content that users fetch: random bytes of the run's seed, of whole blocks where a chunk is one.</summary>
    public byte[] Content()
    {
        long chunk = Scenario.Payments.ChunkBytes;
        byte[] bytes = new byte[chunk == ContentBlock.Bytes ? chunk * ContentBlocks : chunk];
        new KeyedRandomBytes(_terms.Seed, 0, 0).Fill(bytes);
        return bytes;
    }
}
