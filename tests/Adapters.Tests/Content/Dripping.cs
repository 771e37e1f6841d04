namespace Fleek.Tests.Adapters.Content;

/// <summary>A stream that cannot be sought and gives fewer bytes than it is asked for, as sockets do; on request it fails.</summary>
internal sealed class Dripping(ReadOnlyMemory<byte> data, int failAt = int.MaxValue) : Stream
{
    private const int MostAtOnce = 300_007;
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position >= failAt) throw new IOException("the stream broke off");
        int taken = Math.Min(Math.Min(count, MostAtOnce), data.Length - _position);
        data.Span.Slice(_position, taken).CopyTo(buffer.AsSpan(offset));
        _position += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
