using BenchmarkDotNet.Attributes;
using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks;

/// <summary>
/// The hold model: of N pending events the earliest is taken and put back an exponential time later. Beside it, in the same run,
/// .NET's own PriorityQueue with the same order.
/// </summary>
public class EventQueueBenchmarks
{
    private const int Holds = 100_000;
    private readonly long[] _delays = new long[1 << 16];
    private readonly EventQueue _queue = new();
    private readonly PriorityQueue<int, (long Time, ulong Key, long Sequence)> _peer = new();
    private long _sequence;

    [Params(1_000, 10_000, 100_000, 1_000_000)]
    public int Pending { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        RandomStream random = new(1, 1, 0);
        for (int i = 0; i < _delays.Length; i++) _delays[i] = 1 + (long)(random.NextExponential() * 1e6);
        for (int i = 0; i < Pending; i++)
        {
            long time = _delays[i & 0xFFFF];
            _queue.Push(new EventNotice(time, 0, _sequence, 0));
            _peer.Enqueue(0, (time, 0, _sequence++));
        }
    }

    [Benchmark(OperationsPerInvoke = Holds)]
    public long EventQueue()
    {
        long last = 0;
        for (int i = 0; i < Holds; i++)
        {
            _queue.TryPop(out EventNotice e);
            last = e.Time;
            _queue.Push(new EventNotice(e.Time + _delays[i & 0xFFFF], 0, _sequence++, e.Handle));
        }

        return last;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Holds)]
    public long DotNetPriorityQueue()
    {
        long last = 0;
        for (int i = 0; i < Holds; i++)
        {
            _peer.TryDequeue(out int handle, out (long Time, ulong Key, long Sequence) at);
            last = at.Time;
            _peer.Enqueue(handle, (at.Time + _delays[i & 0xFFFF], 0, _sequence++));
        }

        return last;
    }
}
