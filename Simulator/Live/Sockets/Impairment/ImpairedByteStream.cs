using System.Net;

namespace Fleek.Sim.Live.Sockets.Impairment;

/// <summary>
/// A connection with a link's delays, losses and rate put upon it, both ways, at this end: for machines whose kernel cannot do it. The peer
/// sees nothing of it but the times.
/// </summary>
public sealed class ImpairedByteStream : IByteStream
{
    private readonly IByteStream _inner;
    private readonly DelayPipe _out, _back;
    private readonly BufferPool _buffers;
    private (byte[] Buffer, int Length) _current = ([], 0);
    private int _taken;

    public ImpairedByteStream(IByteStream inner, LinkValues link)
    {
        ArgumentNullException.ThrowIfNull(link);
        _inner = inner;
        _buffers = new BufferPool(PieceBytes, KeptPieces);
        _out = new DelayPipe(
            new DelayLine(link.Faults, link.DelayOut, link.DelayBack, link.BitsPerSecondOut, link.Seed, 0), _buffers, link.MostUnderWay);
        _back = new DelayPipe(
            new DelayLine(link.Faults, link.DelayBack, link.DelayOut, link.BitsPerSecondBack, link.Seed, 1), _buffers, link.MostUnderWay);
        _ = SendAsync();
        _ = ReceiveAsync();
    }

    private const int PieceBytes = 64 << 10, KeptPieces = 64;

    public IPEndPoint? Remote => _inner.Remote;

    public KernelCounters Kernel => _inner.Kernel;

    /// <summary>Pieces that were lost and sent again, both ways.</summary>
    public long Losses => _out.Losses + _back.Losses;

    /// <summary>Cuts the link, or mends it: meanwhile nothing arrives at either end, and the connection stays.</summary>
    public void Cut(bool isCut)
    {
        _out.Cut(isCut);
        _back.Cut(isCut);
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> into)
    {
        if (_taken == _current.Length)
        {
            _back.Taken(_current.Buffer, _current.Length);
            (_current, _taken) = (([], 0), 0);
            _current = await _back.NextAsync().ConfigureAwait(false);
        }

        int length = Math.Min(into.Length, _current.Length - _taken);
        _current.Buffer.AsSpan(_taken, length).CopyTo(into.Span);
        _taken += length;
        return length;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> frames) => _out.SendAsync(frames.Span);

    public void Finish() => _out.Finish();

    public void Dispose()
    {
        ObjectDisposedException why = new(nameof(ImpairedByteStream));
        _out.Abort(why);
        _back.Abort(why);
        _inner.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            while (await _out.NextAsync().ConfigureAwait(false) is { Length: > 0 } piece)
            {
                await _inner.SendAsync(piece.Buffer.AsMemory(0, piece.Length)).ConfigureAwait(false);
                _out.Taken(piece.Buffer, piece.Length);
            }

            _inner.Finish();
        }
        catch (Exception e)
        {
            Break(e);
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                byte[] buffer = _buffers.Rent();
                int came = await _inner.ReceiveAsync(buffer).ConfigureAwait(false);
                if (came == 0) break;
                await _back.SendAsync(buffer, came).ConfigureAwait(false);
            }

            _back.Finish();
        }
        catch (Exception e)
        {
            Break(e);
        }
    }

    /// <summary>The connection under the link broke: both ends hear of it.</summary>
    private void Break(Exception e)
    {
        _out.Abort(e);
        _back.Abort(e);
    }
}
