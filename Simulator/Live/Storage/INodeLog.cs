namespace Fleek.Sim.Live.Storage;

/// <summary>A node's write-ahead log. What is in it after a crash is what the node still knows of what it is owed.</summary>
public interface INodeLog : IAsyncDisposable
{
    /// <summary>Bytes in the log so far, those that are not durable yet included.</summary>
    long Bytes { get; }

    /// <summary>All bytes that an earlier run left, in order; read once, before <see cref="Begin"/>.</summary>
    ReadOnlyMemory<byte> Restore();

    /// <summary>Writing goes on behind so many good bytes; what is behind them is cut off.</summary>
    /// <param name="listener">Told on any thread, from inside <see cref="Append"/> too.</param>
    void Begin(long goodBytes, INodeLogListener listener);

    /// <summary>Takes a record, in the order of their numbers; does not wait for the disk. Called by one thread.</summary>
    /// <param name="record">Copied.</param>
    /// <param name="number">What the listener is told once this and all before it are durable.</param>
    void Append(ReadOnlySpan<byte> record, long number);

    /// <summary>The log has grown to some times what it held when it was last made anew: time for <see cref="Replace"/>.</summary>
    bool WantsReplacing => false;

    /// <summary>
    /// Takes all records that a restart needs, in place of those so far: what the node's endpoint gives when it is compacted. A crash leaves
    /// the old log whole or the new one.
    /// </summary>
    /// <param name="records">Copied.</param>
    /// <param name="number">Of the last of them; above those appended before.</param>
    void Replace(ReadOnlySpan<byte> records, long number) => Append(records, number);
}
