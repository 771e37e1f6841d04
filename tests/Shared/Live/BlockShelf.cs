using Fleek.Core.Primitives;
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Users;

namespace Fleek.Tests.Live;

/// <summary>Compares what is delivered with what the store has, and counts.</summary>
internal sealed class BlockShelf(MemoryContentStore content) : IBlockSink
{
    private readonly Lock _gate = new();
    private readonly byte[] _scratch = new byte[1 << 19];

    public Dictionary<(Hash256 Content, long Block), int> Times { get; } = [];

    public int Wrong { get; private set; }

    public int Ends { get; private set; }

    public int Blocks
    {
        get
        {
            lock (_gate) return Times.Count;
        }
    }

    public void Deliver(UserLane lane, in DeliveredBlock block, ReadOnlySpan<byte> plain)
    {
        lock (_gate)
        {
            Times[(block.Content, block.Block)] = Times.GetValueOrDefault((block.Content, block.Block)) + 1;
            if (!content.TryRead(block.Content, block.Block, _scratch, out StoredBlock stored) || !stored.Bytes.SequenceEqual(plain)) Wrong++;
        }
    }

    public void Ended(UserLane lane)
    {
        lock (_gate) Ends++;
    }

    /// <summary>Every block of a content came once, as it is.</summary>
    /// <exception cref="InvalidOperationException">One did not.</exception>
    public void AssertWhole(Hash256 id)
    {
        if (!content.TryBlocks(id, out long blocks) || Wrong > 0) throw new InvalidOperationException($"{Wrong} blocks are wrong");
        for (long block = 0; block < blocks; block++)
        {
            int times = Times.GetValueOrDefault((id, block));
            if (times != 1) throw new InvalidOperationException($"block {block} came {times} times");
        }
    }
}
