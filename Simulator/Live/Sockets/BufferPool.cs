using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Sockets;

/// <summary>Buffers of one length, used again, the last first so that it is still in the processor's caches; safe from any thread.</summary>
/// <param name="length">In bytes.</param>
/// <param name="kept">Most that wait to be used again: what is more goes to the garbage.</param>
internal sealed class BufferPool(int length, int kept)
{
    private readonly Stack<byte[]> _free = new();
    private readonly Lock _gate = new();

    /// <summary>For whole frames, and some small ones behind.</summary>
    public static BufferPool OfFrames(int kept) => new(FrameHeader.MaxFrameLength + SmallBytes, kept);

    /// <summary>Room for a few dozen of the small frames.</summary>
    public const int SmallBytes = 4_096;

    public int Length => length;

    public byte[] Rent()
    {
        lock (_gate)
        {
            if (_free.TryPop(out byte[]? buffer)) return buffer;
        }

        return GC.AllocateUninitializedArray<byte>(length);
    }

    public void Return(byte[] buffer)
    {
        lock (_gate)
        {
            if (_free.Count < kept) _free.Push(buffer);
        }
    }
}
