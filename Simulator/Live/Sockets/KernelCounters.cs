namespace Fleek.Sim.Live.Sockets;

/// <summary>Bytes of a connection by the kernel's own count (TCP_INFO of Linux); zero where it has none.</summary>
/// <param name="Sent">Acknowledged by the peer's kernel.</param>
public readonly record struct KernelCounters(long Sent, long Received)
{
    public static KernelCounters operator +(KernelCounters a, KernelCounters b) => new(a.Sent + b.Sent, a.Received + b.Received);
}
