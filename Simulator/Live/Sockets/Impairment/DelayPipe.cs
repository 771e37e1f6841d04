using System.Threading.Channels;

namespace Fleek.Sim.Live.Sockets.Impairment;

/// <summary>Bytes under way in one direction of a link: they come out at their time, in order, and wait there while the link is cut.</summary>
internal sealed class DelayPipe(DelayLine line, BufferPool buffers, int most)
{
    private readonly Channel<(byte[] Buffer, int Length)> _arrived =
        Channel.CreateUnbounded<(byte[], int)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Lock _gate = new();
    private TaskCompletionSource? _room;
    private Queue<(byte[] Buffer, int Length)>? _cut;
    private long _underWay;
    private bool _ended;

    public long Losses => line.Losses;

    /// <summary>Takes bytes in; completes once there is room for more.</summary>
    public ValueTask SendAsync(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            byte[] buffer = buffers.Rent();
            int length = Math.Min(buffer.Length, bytes.Length);
            bytes[..length].CopyTo(buffer);
            bytes = bytes[length..];
            Put(buffer, length);
        }

        lock (_gate)
        {
            if (_underWay <= most || _ended) return ValueTask.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_room.Task);
        }
    }

    /// <summary>The same for bytes that are in a buffer of the pool, which is taken over.</summary>
    public ValueTask SendAsync(byte[] buffer, int length)
    {
        Put(buffer, length);
        return SendAsync([]);
    }

    /// <summary>The sender has ended: the end arrives behind all that is under way.</summary>
    public void Finish() => Put([], 0);

    /// <summary>Bytes that arrived, of which the first come first; none after the end. The buffer goes back to the pool by <see cref="Taken"/>.</summary>
    public async ValueTask<(byte[] Buffer, int Length)> NextAsync()
    {
        return await _arrived.Reader.WaitToReadAsync().ConfigureAwait(false) && _arrived.Reader.TryRead(out (byte[], int) next) ? next : ([], 0);
    }

    public void Taken(byte[] buffer, int length)
    {
        if (buffer.Length > 0) buffers.Return(buffer);
        lock (_gate)
        {
            _underWay -= length;
            if (_underWay > most || _room is null) return;
            _room.SetResult();
            _room = null;
        }
    }

    /// <summary>While it is cut nothing arrives; what is under way comes when it is mended.</summary>
    public void Cut(bool isCut)
    {
        lock (_gate)
        {
            if (isCut)
            {
                _cut ??= new Queue<(byte[], int)>();
                return;
            }

            while (_cut is not null && _cut.TryDequeue(out (byte[] Buffer, int Length) held)) Arrive(held.Buffer, held.Length);
            _cut = null;
        }
    }

    /// <summary>Nothing more arrives, and nobody waits.</summary>
    public void Abort(Exception why)
    {
        lock (_gate)
        {
            _ended = true;
            _arrived.Writer.TryComplete(why);
            _room?.TrySetResult();
            _room = null;
        }
    }

    private void Put(byte[] buffer, int length)
    {
        lock (_gate)
        {
            if (_ended) return;
            _underWay += length;
            DelayClock.At(line.ArrivalOf(DelayClock.Now, length), () =>
            {
                lock (_gate)
                {
                    if (_cut is not null) _cut.Enqueue((buffer, length));
                    else Arrive(buffer, length);
                }
            });
        }
    }

    private void Arrive(byte[] buffer, int length)
    {
        if (length > 0) _arrived.Writer.TryWrite((buffer, length));
        else _arrived.Writer.TryComplete();
    }
}
