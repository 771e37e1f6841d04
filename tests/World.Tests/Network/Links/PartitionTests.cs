using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Tests.World.Network.Links;

public sealed class PartitionTests
{
    private static readonly TimeWindow Window = new(new(100), new(200));

    [Fact]
    public void Only_what_leaves_within_the_window_is_cut()
    {
        Partition all = Of(CutDirection.Both);
        Assert.False(Cuts(all, 99, 0, 0, LaneDirection.Up));
        Assert.True(Cuts(all, 100, 0, 0, LaneDirection.Up));
        Assert.True(Cuts(all, 199, 0, 0, LaneDirection.Down));
        Assert.False(Cuts(all, 200, 0, 0, LaneDirection.Down));
    }

    [Theory]
    [InlineData(CutDirection.Both, true, true)]
    [InlineData(CutDirection.Up, true, false)]
    [InlineData(CutDirection.Down, false, true)]
    public void A_one_way_partition_lets_the_other_way_through(CutDirection cut, bool up, bool down)
    {
        Assert.Equal(up, Cuts(Of(cut), 150, 0, 0, LaneDirection.Up));
        Assert.Equal(down, Cuts(Of(cut), 150, 0, 0, LaneDirection.Down));
    }

    [Fact]
    public void Only_the_named_nodes_are_cut_off_and_only_from_the_named_users()
    {
        Partition some = new(Window, CutDirection.Both, [true, false], [false, true]);
        Assert.True(Cuts(some, 150, 1, 0, LaneDirection.Up));
        Assert.False(Cuts(some, 150, 1, 1, LaneDirection.Up));
        Assert.False(Cuts(some, 150, 0, 0, LaneDirection.Up));
        Assert.False(Cuts(some, 150, 0, 1, LaneDirection.Up));
    }

    [Fact]
    public void A_partition_that_ends_before_it_begins_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Partition(new(new(5), new(5)), CutDirection.Both, [], []));

    private static Partition Of(CutDirection cut) => new(Window, cut, [true], [true]);

    private static bool Cuts(Partition partition, long atNs, int user, int node, LaneDirection direction)
    {
        RandomStream unused = new(1, 1_000, 0);
        long memory = 0;
        Transmission transmission = new(new(atNs), 1, new(user), new(node), direction, 0, 0);
        return partition.Judge(transmission, ref unused, ref memory) == Verdict.Drop;
    }
}
