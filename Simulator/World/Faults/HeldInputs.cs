using Fleek.Core.Actors;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Faults;

/// <summary>What waits for nodes that are down: entries of the ledger, hints and wake-ups, in order.</summary>
internal sealed class HeldInputs
{
    private readonly Dictionary<int, Queue<Input>> _held = [];

    /// <summary>From now on the node takes nothing.</summary>
    public void Crash(int node) => _held.Add(node, new Queue<Input>());

    /// <summary>Takes what a node that is down cannot; false where it is up.</summary>
    public bool Holds(int node, in Input input)
    {
        if (!_held.TryGetValue(node, out Queue<Input>? queue)) return false;
        Invariant.Require(input.Kind != InputKind.Message, "world: a message reached a node that is down");
        queue.Enqueue(input);
        return true;
    }

    /// <summary>The node is up: what it missed, in order.</summary>
    public Queue<Input> Restart(int node)
    {
        Queue<Input> missed = _held[node];
        _held.Remove(node);
        return missed;
    }
}
