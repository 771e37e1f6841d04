using Fleek.Core.Wire;

namespace Fleek.Sim.World.Exchange;

/// <summary>Buffers of frames under way, used again and again: as many as were ever under way at once.</summary>
internal sealed class FramePool
{
    /// <summary>All frames but CHUNK are shorter.</summary>
    private const int SmallBytes = 4_096;

    private readonly Stack<byte[]> _small = new(), _large = new();

    /// <summary>A buffer of at least so many bytes.</summary>
    public byte[] Rent(int bytes)
    {
        if (bytes <= SmallBytes) return _small.TryPop(out byte[]? small) ? small : new byte[SmallBytes];
        return _large.TryPop(out byte[]? large) ? large : new byte[FrameHeader.MaxFrameLength];
    }

    public void Return(byte[] buffer) => (buffer.Length == SmallBytes ? _small : _large).Push(buffer);
}
