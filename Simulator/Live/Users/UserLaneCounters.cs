using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Users;

/// <summary>What a lane did so far; written under its lock, read from any thread.</summary>
public sealed class UserLaneCounters
{
    private long _delivered, _bytes, _chunks, _payments, _bytesIn, _reconnects, _connectFailures, _breaks, _silences, _refusals;
    private KernelCounters _kernel;

    /// <summary>Blocks that were delivered.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Bytes of them.</summary>
    public long DeliveredBytes => Volatile.Read(ref _bytes);

    /// <summary>Chunks that came.</summary>
    public long Chunks => Volatile.Read(ref _chunks);

    /// <summary>Tickets that left.</summary>
    public long Payments => Volatile.Read(ref _payments);

    public long BytesIn => Volatile.Read(ref _bytesIn);

    /// <summary>Times that another connection was tried.</summary>
    public long Reconnects => Volatile.Read(ref _reconnects);

    public long ConnectFailures => Volatile.Read(ref _connectFailures);

    /// <summary>Connections that broke.</summary>
    public long Breaks => Volatile.Read(ref _breaks);

    /// <summary>Connections that were given up since nothing came.</summary>
    public long Silences => Volatile.Read(ref _silences);

    /// <summary>REFUSE frames that came.</summary>
    public long Refusals => Volatile.Read(ref _refusals);

    /// <summary>Of connections that are closed; read by the lane under its lock.</summary>
    internal KernelCounters Kernel => _kernel;

    internal void Deliver(int bytes)
    {
        _delivered++;
        _bytes += bytes;
    }

    internal void Chunk() => _chunks++;

    internal void Pay() => _payments++;

    internal void Received(int bytes) => _bytesIn += bytes;

    internal void Reconnected() => _reconnects++;

    internal void ConnectFailed() => _connectFailures++;

    internal void Broke() => _breaks++;

    internal void Silenced() => _silences++;

    internal void Refused() => _refusals++;

    internal void Closed(KernelCounters kernel) => _kernel += kernel;
}
