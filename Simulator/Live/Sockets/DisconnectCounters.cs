namespace Fleek.Sim.Live.Sockets;

/// <summary>How many connections ended for each reason; safe from any thread.</summary>
public sealed class DisconnectCounters
{
    private readonly long[] _counts = new long[Enum.GetValues<DisconnectReason>().Length];

    public long this[DisconnectReason reason] => Volatile.Read(ref _counts[(int)reason]);

    internal void Count(DisconnectReason reason) => Interlocked.Increment(ref _counts[(int)reason]);
}
