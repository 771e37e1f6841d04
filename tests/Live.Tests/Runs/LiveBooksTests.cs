using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Runs;

namespace Fleek.Tests.Live.Runs;

/// <summary>Three sides of a live run are compared, and each way in which they can differ is found.</summary>
public sealed class LiveBooksTests
{
    private const long Price = 1_000;

    /// <summary>Two users of 100 chunks: one was served 60 and 30 by two nodes, the other overspent by 7 and was frozen by both.</summary>
    private sealed class Run
    {
        public List<UserEnd> Users { get; } =
        [
            new(0, [Lane(0, "g0", 60), Lane(1, "g0", 30)], 0, [10, 30]),
            new(1, [Lane(0, "g1", 50, "Frozen"), Lane(1, "g1", 57, "Frozen")], 2.5, [20, 40]),
        ];

        public List<NodeEnd> Nodes { get; } =
        [
            Node(0, new NodeLaneEnd("p0", "g0", 60 * Price, false), new NodeLaneEnd("p1", "g1", 50 * Price, true)),
            Node(1, new NodeLaneEnd("p0", "g0", 30 * Price, false), new NodeLaneEnd("p1", "g1", 57 * Price, true)),
        ];

        public Dictionary<int, Credits> Left { get; } = new() { [0] = new(10 * Price), [1] = new(-7 * Price) };

        public List<LedgerStatus> Replicas { get; } = [Status("a"), Status("b"), Status("c")];

        public LiveBooks Books() => new(Scenario, Users, Nodes, Left, Replicas);

        public static LedgerStatus Status(string name) => new(name, 1, name == "a", 42, 0, default, 50, 1_000)
        {
            Deposited = 200 * Price, Balances = 10 * Price, NodeCredits = 190 * Price, Stakes = 0, Fees = 0, Escrow = 0, Burned = 0, Withdrawn = 0, Debts = 7 * Price,
        };

        private static UserLaneEnd Lane(int node, string grant, long chunks, string? refusal = null) =>
            new(node, grant, chunks, chunks * 262_144, chunks * Price, 0, refusal, null);

        private static NodeEnd Node(int id, params NodeLaneEnd[] lanes) => new(id, lanes, 8, 100, 100, 5_000, 1, 1, new Dictionary<string, long>(), 0, true);
    }

    private static readonly Scenario Scenario = new()
    {
        Name = "test", Question = "?", Duration = Duration.FromSeconds(10L), Nodes = 2,
        Users = new UsersSpec(2, new Credits(100 * Price), 2, NodeSelection.First),
        Network = new NetworkSpec(DelayKind.None, null, null, 0),
        Ledger = new LedgerSpec(Duration.FromSeconds(1L), LagDistribution.Constant, 0),
        Payments = new PaymentsSpec(
            262_144, new Credits(Price), Credits.Zero, FreezeRuleKind.OwnPending, 8, new CommitRule { Kind = CommitRuleKind.EveryChunk }),
        Workload = new WorkloadSpec(DemandKind.Poisson, 1),
    };

    [Fact]
    public void Books_that_agree_pass_every_check()
    {
        ExactCheck[] broken = [.. new Run().Books().Checks().Where(check => !check.Holds)];
        Assert.True(broken.Length == 0, string.Join("\n", broken.Select(check => check.ToString())));
    }

    [Fact]
    public void Measures_are_those_of_the_accounts()
    {
        IReadOnlyDictionary<string, MeasureValue> measures = new Run().Books().Measure();
        Assert.Equal(0.5, measures[Measures.NegativeRate].Value);
        Assert.Equal(3.5, measures[Measures.Overshoot].Value);
        Assert.Equal(1.5, measures[Measures.FinalBalance].Value);
        Assert.Equal(98.5, measures[Measures.Served].Value);
        Assert.Equal(1, measures[Measures.Freezes].Value);
        Assert.Equal(1.25, measures[Measures.DeniedWhileSolvent].Value);
        Assert.Equal(7.0 / 197, measures[Measures.BadDebtRatio].Value, 1e-12);
        Assert.Equal(16_000.0 / 197, measures[Measures.CommitsPer1000].Value, 1e-9);
        Assert.Equal((20, 40), (measures[Measures.TtfbP50].Value, measures[Measures.TtfbP99].Value));
    }

    [Fact]
    public void A_ticket_that_a_node_lost_is_found() => Broken("paid-is-held", run => Change(run.Nodes, 0, 0, -Price));

    [Fact]
    public void A_ticket_that_nobody_signed_is_found() => Broken("paid-is-held", run => Change(run.Nodes, 1, 1, Price));

    [Fact]
    public void A_ticket_that_was_not_redeemed_is_found() => Broken("held-is-credited", run =>
        run.Replicas[1] = run.Replicas[1] with { NodeCredits = 189 * Price, Balances = 11 * Price });

    [Fact]
    public void Money_that_was_made_is_found() => Broken("conservation", run => run.Replicas[2] = run.Replicas[2] with { Balances = 11 * Price });

    [Fact]
    public void A_deposit_that_nobody_made_is_found() => Broken("conservation", run =>
    {
        for (int i = 0; i < 3; i++) run.Replicas[i] = run.Replicas[i] with { Deposited = 201 * Price, Balances = 11 * Price };
    });

    [Fact]
    public void A_replica_in_another_state_is_found() =>
        Broken("same-state", run => run.Replicas[1] = run.Replicas[1] with { StateHash = Fleek.Core.Content.Blake3.Hash("other"u8) });

    [Fact]
    public void A_replica_that_stayed_behind_is_found() => Broken("same-state", run => run.Replicas[1] = run.Replicas[1] with { Height = 41 });

    [Fact]
    public void A_charge_that_nobody_signed_is_found() => Broken("paid-is-charged", run => run.Left[0] -= new Credits(1));

    [Fact]
    public void A_chunk_that_was_paid_and_never_came_is_found() => Broken("paid-is-readable", run =>
        run.Users[0] = run.Users[0] with { Lanes = [run.Users[0].Lanes[0] with { DeliveredChunks = 59, Outstanding = 1 }, run.Users[0].Lanes[1]] });

    [Fact]
    public void A_chunk_that_a_cheating_node_kept_is_put_down_to_it()
    {
        Run run = new();
        run.Users[0] = run.Users[0] with
        {
            Lanes = [run.Users[0].Lanes[0] with { DeliveredChunks = 59, Outstanding = 1, Fault = "BadKey" }, run.Users[0].Lanes[1]],
        };
        Assert.All(run.Books().Checks(), check => Assert.True(check.Holds, check.Detail));
    }

    private static void Broken(string name, Action<Run> change)
    {
        Run run = new();
        change(run);
        ExactCheck check = run.Books().Checks().Single(c => c.Name == name);
        Assert.False(check.Holds, check.Detail);
        Assert.NotEmpty(check.Detail);
    }

    private static void Change(List<NodeEnd> nodes, int node, int lane, long by)
    {
        NodeLaneEnd[] lanes = [.. nodes[node].Lanes];
        lanes[lane] = lanes[lane] with { HeldUnits = lanes[lane].HeldUnits + by };
        nodes[node] = nodes[node] with { Lanes = lanes };
    }
}
