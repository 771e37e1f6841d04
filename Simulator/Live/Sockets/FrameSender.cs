using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Live.Sockets;

/// <summary>
/// What waits to be sent on one connection, in order. One thread adds; sending goes on wherever a send completes. It is bounded by who
/// adds: <see cref="Unsent"/> says how much is held.
/// </summary>
/// <param name="stream">Where to.</param>
/// <param name="small">For frames that are gathered.</param>
/// <param name="large">For frames that come in a buffer of their own.</param>
/// <param name="waited">
/// Told on any thread: with null when all was sent after some of it had to wait, with the reason when the connection broke.
/// </param>
internal sealed class FrameSender(IByteStream stream, BufferPool small, BufferPool large, Action<Exception?> waited)
{
    private readonly Queue<Segment> _queue = new();
    private readonly Lock _gate = new();
    private Action? _onSent;
    private Segment _open, _current;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _sending;
    private bool _busy, _broken, _finishes;
    private long _unsent, _sent, _progress;

    /// <summary>Bytes that are held here and that the kernel has not taken.</summary>
    public long Unsent => Volatile.Read(ref _unsent);

    /// <summary>Bytes that the kernel took.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>When something was last taken by the kernel, or first waited for it, by <see cref="Environment.TickCount64"/>.</summary>
    public long Progress => Volatile.Read(ref _progress);

    /// <summary>Adds a small frame, which is copied.</summary>
    public void Add(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_broken) return;
            Begin(frame.Length);
            if (_open.Buffer is null || _open.Length + frame.Length > _open.Buffer.Length)
            {
                if (_open.Buffer is not null) _queue.Enqueue(_open);
                _open = new Segment(small.Rent(), 0);
            }

            frame.CopyTo(_open.Buffer.AsSpan(_open.Length));
            _open = _open with { Length = _open.Length + frame.Length };
        }
    }

    /// <summary>Adds a frame in a buffer of the large pool, which is taken over.</summary>
    public void AddLarge(byte[] buffer, int length)
    {
        lock (_gate)
        {
            if (!_broken)
            {
                Begin(length);
                if (_open.Buffer is not null) _queue.Enqueue(_open);
                _open = default;
                _queue.Enqueue(new Segment(buffer, length));
                return;
            }
        }

        large.Return(buffer);
    }

    /// <summary>Sends what was added, as far as the kernel takes it without waiting; the rest goes when it does.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_busy || _broken) return;
            _busy = true;
        }

        Drain(hasWaited: false);
    }

    /// <summary>The same on the thread pool.</summary>
    public void FlushLater()
    {
        lock (_gate)
        {
            if (_busy || _broken) return;
            _busy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static sender => sender.Drain(hasWaited: true), this, preferLocal: false);
    }

    /// <summary>Ends this side of the connection once all that was added is sent.</summary>
    public void FinishWhenSent()
    {
        lock (_gate) _finishes = true;
        Flush();
    }

    /// <summary>Gives up what is not sent. A send under way keeps its buffer until it ends with the stream.</summary>
    public void Break()
    {
        lock (_gate)
        {
            if (_broken) return;
            _broken = true;
            if (_open.Buffer is not null) _queue.Enqueue(_open);
            _open = default;
            while (_queue.TryDequeue(out Segment segment)) Return(segment);
            _unsent = 0;
            if (!_busy) Return(_current);
            if (!_busy) _current = default;
        }
    }

    private void Begin(int length)
    {
        if (_unsent == 0) _progress = Environment.TickCount64;
        _unsent += length;
    }

    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "Its result is taken once, where it completes.")]
    private void Drain(bool hasWaited)
    {
        try
        {
            while (TakeNext())
            {
                _sending = stream.SendAsync(_current.Buffer.AsMemory(0, _current.Length)).ConfigureAwait(false).GetAwaiter();
                if (!_sending.IsCompleted)
                {
                    _sending.UnsafeOnCompleted(_onSent ??= OnSent);
                    return;
                }

                _sending.GetResult();
            }
        }
        catch (Exception e)
        {
            Fail(e);
            return;
        }

        if (hasWaited) waited(null);
    }

    private void OnSent()
    {
        try
        {
            _sending.GetResult();
        }
        catch (Exception e)
        {
            Fail(e);
            return;
        }

        Drain(hasWaited: true);
    }

    /// <summary>Gives the buffer that was sent back and takes the next one; false, and no longer busy, where there is none.</summary>
    private bool TakeNext()
    {
        lock (_gate)
        {
            if (_current.Buffer is not null)
            {
                _sent += _current.Length;
                _progress = Environment.TickCount64;
                if (!_broken) _unsent -= _current.Length;
                Return(_current);
                _current = default;
            }

            if (!_queue.TryDequeue(out _current))
            {
                _current = _open;
                _open = default;
            }

            if (_current.Buffer is not null) return true;
            _busy = false;
            if (!_finishes || _broken) return false;
        }

        stream.Finish();
        return false;
    }

    private void Fail(Exception e)
    {
        // The buffer under way is left to the garbage: who failed to send it may still hold it.
        lock (_gate) (_current, _busy) = (default, false);
        Break();
        waited(e);
    }

    private void Return(in Segment segment)
    {
        if (segment.Buffer is { } buffer) (buffer.Length == small.Length ? small : large).Return(buffer);
    }

    private readonly record struct Segment(byte[]? Buffer, int Length);
}
