namespace Fleek.Sim.Kernel;

/// <summary>What an item of a <see cref="GenericPriorityQueue{TItem}"/> derives from: it knows its own place.</summary>
public class GenericPriorityQueueNode
{
    /// <summary>The place in the heap, from 1; 0 outside of a queue.</summary>
    public int QueueIndex { get; internal set; }

    /// <summary>The item's turn among equals.</summary>
    public long InsertionIndex { get; internal set; }
}
