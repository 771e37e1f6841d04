using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Network.Links;

/// <summary>
/// For a time, nothing that leaves gets through between some nodes and some users. What is under way when it begins still arrives.
/// </summary>
internal sealed class Partition : ILinkBehaviour
{
    private readonly TimeWindow _window;
    private readonly CutDirection _cut;
    private readonly bool[] _nodes, _users;

    /// <param name="nodes">By node id: is the node on the far side?</param>
    /// <param name="users">By user id: does the user lose sight of the far side?</param>
    public Partition(TimeWindow window, CutDirection cut, bool[] nodes, bool[] users)
    {
        if (window.Until <= window.From) throw new ArgumentException("a partition ends after it begins", nameof(window));
        (_window, _cut, _nodes, _users) = (window, cut, nodes, users);
    }

    public uint Purpose => StreamPurpose.LinkPartition;

    public Verdict Judge(in Transmission transmission, ref RandomStream random, ref long memory) =>
        _window.Contains(transmission.At) && Cuts(transmission.Direction) && Parts(transmission.User, transmission.Node)
            ? Verdict.Drop
            : Verdict.Pass;

    /// <summary>Whether it ever comes between the two.</summary>
    public bool Parts(UserId user, NodeId node) => _nodes[node.Value] && _users[user.Value];

    private bool Cuts(LaneDirection direction) => _cut switch
    {
        CutDirection.Up => direction == LaneDirection.Up,
        CutDirection.Down => direction == LaneDirection.Down,
        _ => true,
    };
}
