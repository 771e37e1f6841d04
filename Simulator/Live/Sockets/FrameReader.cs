using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Sockets;

/// <summary>
/// Cuts what comes on a connection into frames. It holds a small buffer, and a large one only while a frame is under way that does not fit
/// the small one; a header is judged before anything is waited for.
/// </summary>
/// <param name="longest">Most bytes of a frame that the peer may send, header included.</param>
/// <param name="large">For frames that do not fit; null where all fit.</param>
internal sealed class FrameReader(int longest, BufferPool? large)
{
    /// <summary>Of the small buffer in bytes: more than the longest frame of a client.</summary>
    public const int SmallBytes = 2_048;

    private readonly byte[] _small = new byte[SmallBytes];
    private byte[]? _large;
    private int _from, _to;

    /// <summary>Room for what comes next; never empty.</summary>
    public Memory<byte> Room()
    {
        byte[] buffer = Buffer;
        if (_from > 0)
        {
            buffer.AsSpan(_from, _to - _from).CopyTo(buffer);
            (_from, _to) = (0, _to - _from);
        }

        if (large is not null && _large is null && NeedsLarge()) Grow();
        else if (_large is not null && _to == 0) Release();
        return Buffer.AsMemory(_to);
    }

    /// <summary>So many bytes came into the room.</summary>
    public void Came(int bytes) => _to += bytes;

    /// <summary>
    /// The next whole frame, good until the next call of anything; none if more must come. Where the header is no good, or of a frame that
    /// the peer may not send, <paramref name="isBroken"/>: then nobody knows where the next frame begins, and the frame is what there is.
    /// </summary>
    public bool TryNext(out ReadOnlySpan<byte> frame, out bool isBroken)
    {
        ReadOnlySpan<byte> has = Buffer.AsSpan(_from, _to - _from);
        frame = default;
        isBroken = false;
        if (has.Length < FrameHeader.Length) return false;
        int length = FrameHeader.TryRead(has, out FrameHeader header, out _) ? FrameHeader.Length + header.BodyLength : int.MaxValue;
        if (length > longest)
        {
            isBroken = true;
            frame = has;
            _from = _to;
            return true;
        }

        if (has.Length < length) return false;
        frame = has[..length];
        _from += length;
        return true;
    }

    /// <summary>Gives the large buffer back; the reader is not used again.</summary>
    public void Release()
    {
        if (_large is not null) large!.Return(_large);
        _large = null;
        (_from, _to) = (0, 0);
    }

    private byte[] Buffer => _large ?? _small;

    private bool NeedsLarge() =>
        FrameHeader.TryRead(_small.AsSpan(0, _to), out FrameHeader header, out _) && FrameHeader.Length + header.BodyLength > _small.Length;

    private void Grow()
    {
        _large = large!.Rent();
        _small.AsSpan(0, _to).CopyTo(_large);
    }
}
