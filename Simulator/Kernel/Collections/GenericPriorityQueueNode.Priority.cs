namespace Fleek.Sim.Kernel;

/// <summary>What an item of a <see cref="GenericPriorityQueue{TItem, TPriority}"/> derives from.</summary>
public class GenericPriorityQueueNode<TPriority> : GenericPriorityQueueNode
{
    public TPriority Priority { get; protected internal set; } = default!;
}
