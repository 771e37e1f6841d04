using Fleek.Core.Wire;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Nodes;

/// <summary>What a live node did so far. Written by its thread, read from any.</summary>
public sealed class NodeCounters
{
    private readonly long[] _refusals = new long[Enum.GetValues<RefuseReason>().Length];
    private long _accepted, _open, _frames, _chunks, _chunkBytes, _bytesIn, _payments, _keys, _records, _redeems, _redeemed, _refused, _retries;
    private long _submittedLanes, _hintsSent, _hintsHeard, _unsent, _mostUnsent, _kernelSent, _kernelReceived, _stale;

    /// <summary>Connections that were accepted, those refused for a limit included.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections that are open.</summary>
    public long Open => Volatile.Read(ref _open);

    /// <summary>Frames that came.</summary>
    public long Frames => Volatile.Read(ref _frames);

    /// <summary>Chunks that were sealed and handed to connections.</summary>
    public long Chunks => Volatile.Read(ref _chunks);

    /// <summary>Bytes of their frames.</summary>
    public long ChunkBytes => Volatile.Read(ref _chunkBytes);

    /// <summary>Bytes that came.</summary>
    public long BytesIn => Volatile.Read(ref _bytesIn);

    /// <summary>Payments that came, good or not.</summary>
    public long Payments => Volatile.Read(ref _payments);

    /// <summary>Keys that were released.</summary>
    public long Keys => Volatile.Read(ref _keys);

    /// <summary>Records that were given to the log.</summary>
    public long Records => Volatile.Read(ref _records);

    /// <summary>Redeem transactions that are final.</summary>
    public long Redeems => Volatile.Read(ref _redeems);

    /// <summary>Base units that they credited.</summary>
    public long RedeemedUnits => Volatile.Read(ref _redeemed);

    /// <summary>Redeem transactions that the ledger refused.</summary>
    public long RedeemsRefused => Volatile.Read(ref _refused);

    /// <summary>Redeem transactions that were submitted again, since no replica answered.</summary>
    public long RedeemRetries => Volatile.Read(ref _retries);

    /// <summary>Claims of lanes that were submitted.</summary>
    public long Claims => Volatile.Read(ref _submittedLanes);

    public long HintsSent => Volatile.Read(ref _hintsSent);

    public long HintsHeard => Volatile.Read(ref _hintsHeard);

    /// <summary>Bytes that connections hold unsent now, as last looked at, and the most that they ever did.</summary>
    public long UnsentBytes => Volatile.Read(ref _unsent);

    public long MostUnsentBytes => Volatile.Read(ref _mostUnsent);

    /// <summary>Times that the view of the ledger became too old to serve by.</summary>
    public long StaleViews => Volatile.Read(ref _stale);

    /// <summary>What the kernel counted on connections that are closed.</summary>
    public KernelCounters Kernel => new(Volatile.Read(ref _kernelSent), Volatile.Read(ref _kernelReceived));

    public DisconnectCounters Disconnects { get; } = new();

    /// <summary>REFUSE frames that were sent for a reason.</summary>
    public long Refusals(RefuseReason reason) => Volatile.Read(ref _refusals[(int)reason]);

    internal void Accept() => _accepted++;

    internal void Opened(int open) => _open = open;

    internal void Frame(FrameType type)
    {
        _frames++;
        if (type is FrameType.Pay or FrameType.PaySigned) _payments++;
    }

    internal void Received(int bytes) => _bytesIn += bytes;

    internal void Chunk(int bytes)
    {
        _chunks++;
        _chunkBytes += bytes;
    }

    internal void Key() => _keys++;

    internal void Refusal(int reason)
    {
        if (reason < _refusals.Length) _refusals[reason]++;
    }

    internal void Record() => _records++;

    internal void Claimed(int lanes) => _submittedLanes += lanes;

    internal void Redeemed(long units)
    {
        _redeems++;
        _redeemed += units;
    }

    internal void RedeemRefused() => _refused++;

    internal void RedeemRetried() => Interlocked.Increment(ref _retries);

    internal void HintSent() => _hintsSent++;

    internal void HintHeard() => _hintsHeard++;

    internal void Unsent(long bytes)
    {
        _unsent = bytes;
        _mostUnsent = Math.Max(_mostUnsent, bytes);
    }

    internal void Stale() => _stale++;

    internal void Closed(DisconnectReason reason, KernelCounters kernel)
    {
        Disconnects.Count(reason);
        _kernelSent += kernel.Sent;
        _kernelReceived += kernel.Received;
    }
}
