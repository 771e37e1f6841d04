using Fleek.Core.Primitives;
using Fleek.Sim.Live.Users;

namespace Fleek.Tests.Live.Nodes;

public sealed class FreshnessTests
{
    private const int Blocks = 400;

    [Fact]
    public async Task A_node_that_is_cut_off_from_the_ledger_stops_sending_and_still_releases_keys_until_it_hears_again()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(20));
        SilentLink? link = null;
        LiveNode node = await net.AddNodeAsync(window: 4, o => o with
        {
            Ledger = link = new SilentLink(o.Ledger),
            Endpoint = o.Endpoint with { FreshnessBound = Duration.FromSeconds(1L) },
        });
        LiveUser user = await net.AddUserAsync(chunks: 100_000);
        UserLane lane = user.Open(node, window: 4);
        for (int i = 0; i < Blocks; i++) lane.Fetch(content, 20, 0, 20);
        await LiveNet.UntilAsync(() => lane.Counters.Delivered > 10, "some blocks");

        link!.IsSilent = true;
        await LiveNet.UntilAsync(() => node.Host.Counters.StaleViews > 0, "the view is too old");
        await LiveNet.UntilAsync(() => lane.Counters.Delivered == node.Host.Counters.Chunks, "keys of all that was sent and paid");
        long sent = node.Host.Counters.Chunks;
        await Task.Delay(500);
        Assert.Equal(sent, node.Host.Counters.Chunks);
        Assert.True(sent < Blocks * 20, "it was served to the end before the view was old");

        link.IsSilent = false;
        await LiveNet.UntilAsync(() => lane.Counters.Delivered > sent + 10, "more blocks");
        Assert.Equal(0, lane.Counters.Reconnects);
    }
}
