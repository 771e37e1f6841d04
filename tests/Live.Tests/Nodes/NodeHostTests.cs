using Fleek.Core.Primitives;
using Fleek.Core.Wire;
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
        Assert.Equal(UserLaneState.Finished, lane.State);
        user.Shelf.AssertWhole(content);
        Assert.Equal(LiveNet.Price * Blocks, lane.Read(client => client.Cumulative));
        Assert.True(await node.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(Blocks, net.EarnedChunks);
        Assert.Equal(Blocks, node.Host.Counters.Keys);
        net.AssertConserved();
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
        await LiveNet.UntilAsync(() => lane.State == UserLaneState.Refused, "a refusal");
        Assert.Contains(lane.Read(client => client.Refusal), (RefuseReason[])[RefuseReason.Frozen, RefuseReason.GrantExhausted]);
        Assert.Equal(5, user.Shelf.Blocks);
        Assert.True(await node.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(5, net.EarnedChunks);
    }
}
