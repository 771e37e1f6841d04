namespace Fleek.Sim.Live.Nodes;

/// <summary>A node's way to tell other nodes what it holds of a payer. Hints may be lost, and come late or twice.</summary>
public interface IHintChannel
{
    /// <summary>Tells the others; does not wait.</summary>
    void Tell(in NodeHint hint);

    /// <summary>What others tell goes to this one, from any thread.</summary>
    void Begin(Action<NodeHint> heard);
}
