namespace Fleek.Sim.Adapters.Files;

/// <summary>
/// A source that can be read once and not sought, such as a pipe, from the bytes on that were looked at already. It keeps the last
/// few bytes that went by.
/// </summary>
/// <param name="front">What was read of the source before.</param>
internal sealed class PipedStream(Stream source, byte[] front) : ForwardStream(source)
{
    /// <summary>As many of the last bytes are kept.</summary>
    public const int TailBytes = 8;

    private readonly byte[] _tail = new byte[TailBytes];
    private int _frontAt;

    /// <summary>Bytes that went by.</summary>
    public long Passed { get; private set; }

    /// <summary>The same: decoders ask for it to find where their data is aligned.</summary>
    public override long Position { get => Passed; set => throw new NotSupportedException(); }

    /// <summary>The last bytes, zeros before the first.</summary>
    public ReadOnlySpan<byte> Tail => _tail;

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (_frontAt < front.Length)
        {
            read = Math.Min(buffer.Length, front.Length - _frontAt);
            front.AsSpan(_frontAt, read).CopyTo(buffer);
            _frontAt += read;
        }
        else
        {
            read = Source.Read(buffer);
        }

        Passed += read;
        Keep(buffer[..read]);
        return read;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > TailBytes) bytes = bytes[^TailBytes..];
        _tail.AsSpan(bytes.Length).CopyTo(_tail);
        bytes.CopyTo(_tail.AsSpan(TailBytes - bytes.Length));
    }
}
