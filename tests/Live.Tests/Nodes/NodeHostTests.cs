using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Nodes;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Users;
using Fleek.Tests.Live.Ledgers;

namespace Fleek.Tests.Live.Nodes;

public sealed class NodeHostTests
{
    private const int Blocks = 40;

    [Fact]
    public async Task A_user_fetches_a_content_and_the_node_is_paid_for_each_chunk()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        LiveNode node = await net.AddNodeAsync();
        LiveUser user = await net.AddUserAsync(chunks: 100);
        UserLane lane = user.Open(node);
        lane.Fetch(content, Blocks, 0, Blocks);
        await LiveNet.UntilAsync(() => user.Shelf.Blocks == Blocks, "all blocks");
        await lane.FinishAsync().WaitAsync(LedgerCase.Patience);
        Assert.Equal(LiveLaneState.Finished, lane.State);
        user.Shelf.AssertWhole(content);
        Assert.Equal(LiveNet.Price * Blocks, lane.Read(client => client.Cumulative));
        Assert.True(await node.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(Blocks, net.EarnedChunks);
        Assert.Equal(Blocks, node.Host.Counters.Keys);
        net.AssertConserved();
    }

    [Fact]
    public async Task Nodes_that_serve_one_payer_hear_each_others_hints()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        LocalHints hints = new();
        CommitRule rule = new() { Kind = CommitRuleKind.ProportionalHints, Alpha = 0.001, Minimum = LiveNet.Price };
        for (int i = 0; i < 2; i++) await net.AddNodeAsync(window: 2, o => o with { Hints = hints.Join(o.Signer.Key) }, rule);
        LiveUser user = await net.AddUserAsync(chunks: 10_000);
        foreach (LiveNode node in net.Nodes) user.Open(node, window: 2);
        int wanted = 0;
        bool AllCame() => user.Host.Lanes.All(lane => lane.Counters.Delivered == wanted);
        // A node that does not see the payer yet has no use for a hint: more is wanted until both have had one.
        await LiveNet.UntilAsync(
            () =>
            {
                foreach (LiveNode node in net.Nodes) Assert.Null(node.Host.Failure);
                if (!AllCame()) return false;
                if (net.Nodes.TrueForAll(n => n.Host.Counters.HintsHeard > 0)) return true;
                wanted += Blocks;
                foreach (UserLane lane in user.Host.Lanes) lane.Fetch(content, Blocks, 0, Blocks);
                return false;
            },
            "hints, both ways");
        foreach (LiveNode node in net.Nodes) Assert.True(await node.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(2 * wanted, net.EarnedChunks);
        net.AssertConserved();
    }

    [Fact]
    public async Task A_grant_of_some_nodes_is_redeemed_by_its_path_and_one_of_others_is_refused()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        PublicKey[] set = [net.NewSigner().Key, LedgerCase.Signer(500).Key, net.NewSigner().Key];
        await LedgerCase.Applies(net.Bank, LedgerTransactions.Of(new Deposit(set[1], LiveNet.Price * 100, IsStake: true)));
        LiveNode node = net.Start(LedgerCase.Signer(500), new MemoryNodeLog());
        LiveUser user = await net.AddUserAsync(chunks: 100, scope: set), stranger = await net.AddUserAsync(chunks: 100, scope: [set[0], set[2]]);
        UserLane lane = user.Open(node);
        lane.Fetch(content, Blocks, 0, Blocks);
        stranger.Open(node).Fetch(content, Blocks, 0, Blocks);
        await LiveNet.UntilAsync(() => user.Shelf.Blocks == Blocks, "all blocks");
        await LiveNet.UntilAsync(() => node.Host.Counters.Refusals(RefuseReason.NotInScope) > 0, "the other grant is refused");
        Assert.Equal(0, stranger.Shelf.Blocks);
        Assert.True(await node.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(Blocks, net.EarnedChunks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_node_that_is_made_anew_from_its_log_is_paid_for_what_it_had_not_committed(bool isOneOfSome)
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        MemoryNodeLog log = new();
        SilentLink? link = null;
        LiveNode first = await net.AddNodeAsync(with: o => o with { Log = log, Ledger = link = new SilentLink(o.Ledger) });
        LiveUser user = await net.AddUserAsync(chunks: 100, scope: isOneOfSome ? [net.NewSigner().Key, first.Signer.Key, net.NewSigner().Key] : null);
        UserLane lane = user.Open(first);
        lane.Fetch(content, Blocks, 0, 1);
        await LiveNet.UntilAsync(() => user.Shelf.Blocks == 1, "the first block");
        link!.IsSilent = true;
        lane.Fetch(content, Blocks, 1, (Blocks / 2) - 1);
        await LiveNet.UntilAsync(() => user.Shelf.Blocks == Blocks / 2, "half of the blocks");
        await first.DisposeAsync(); // as a crash
        Assert.InRange(net.EarnedChunks, 0, 1);

        LiveNode again = net.Start(first.Signer, log);
        await LiveNet.UntilAsync(() => net.EarnedChunks == Blocks / 2, "what the log has is submitted");
        LiveUser other = await net.AddUserAsync(chunks: 100);
        UserLane next = other.Open(again);
        next.Fetch(content, Blocks, 0, Blocks);
        await LiveNet.UntilAsync(() => other.Shelf.Blocks == Blocks, "another user's blocks");
        Assert.True(await again.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(Blocks + (Blocks / 2), net.EarnedChunks);
        net.AssertConserved();
    }

    [Fact]
    public async Task A_node_whose_log_fails_releases_no_key_and_serves_nobody()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        FailingLog log = new(records: 5);
        LiveNode node = await net.AddNodeAsync(window: 2, o => o with { Log = log });
        LiveUser user = await net.AddUserAsync(chunks: 100);
        UserLane lane = user.Open(node, window: 2);
        lane.Fetch(content, Blocks, 0, Blocks);
        await LiveNet.UntilAsync(() => node.Host.State == NodeHostState.LogFailed, "the log fails");
        await LiveNet.UntilAsync(() => node.Host.Counters.Disconnects[DisconnectReason.LogFailed] > 1, "who comes again is turned away");
        Assert.Contains("no space", node.Host.Failure!.Message, StringComparison.Ordinal);
        Assert.True(user.Shelf.Blocks < Blocks);
        // Never more keys than units whose records are durable: an anchor, and then payments.
        Assert.InRange(node.Host.Counters.Keys, 1, 4 * 2);
        Assert.InRange(lane.Read(client => client.Outstanding), 0, 2);
    }

    [Fact]
    public async Task A_user_without_money_is_refused_and_pays_nothing()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        LiveNode node = await net.AddNodeAsync(window: 2);
        LiveUser user = await net.AddUserAsync(chunks: 5);
        UserLane lane = user.Open(node, window: 2);
        lane.Fetch(content, Blocks, 0, Blocks);
        await LiveNet.UntilAsync(() => lane.State == LiveLaneState.Refused, "a refusal");
        Assert.Contains(lane.Read(client => client.Refusal), (RefuseReason[])[RefuseReason.Frozen, RefuseReason.GrantExhausted]);
        Assert.Equal(5, user.Shelf.Blocks);
        Assert.True(await node.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(5, net.EarnedChunks);
    }
}
