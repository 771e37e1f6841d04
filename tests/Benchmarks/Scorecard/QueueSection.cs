using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// The hold model of the event queue: of N pending events the earliest is taken and put back some delay later. .NET's PriorityQueue runs
/// beside it with the same order and the same delays.
/// </summary>
internal sealed class QueueSection : ScoreSection
{
    private const int Batch = 20_000;
    private const string Exponential = "Exp(1 ms)";

    private static readonly (int Pending, string Peers, string Goal)[] Reference =
    [
        (1, "C# heap + Action 21 to 30", ""),
        (100, "", ""),
        (1_000, "C++ ladder 56, C# ladder sketch 24, ns-3 11, SimSharp queue 10", "28: half of the C++ ladder"),
        (10_000, "C++ ladder 50, C# ladder sketch 26, ns-3 8.8, SimSharp queue 6.0", "25: half of the C++ ladder"),
        (100_000, "C++ ladder 26, C# ladder sketch 18, ns-3 5.7, SimSharp queue 3.0", "13: half of the C++ ladder"),
        (1_000_000, "C++ ladder 8.3, C# ladder sketch 6.5, ns-3 2.8, SimSharp queue 0.66", "4.2: half of the C++ ladder"),
    ];

    private static readonly (string Law, string Peers)[] Others =
    [
        ("constant 1 ms", "100k pending: C# 4-ary 14.1, C# ladder sketch 34.3"),
        ("1 % at 1 s, else Exp(1 ms)", "100k pending: C# 4-ary 10.7, C# ladder sketch 24.5"),
        ("grid of 1 ms", "100k pending: C# 4-ary 10.9, C# ladder sketch 33.2"),
        ("two thirds none, else Exp(1 ms)", ""),
        ("Pareto, shape 1.1", ""),
        ("1 to 100 s", ""),
    ];

    public override string Name => "queue";

    public override string Title => "Event queue: how many millions of events a second of processor time does it hold?";

    public override IEnumerable<ScoreRow> Measure()
    {
        WarmUp();
        foreach ((int pending, string peers, string goal) in Reference)
            yield return Hold(Exponential, pending, peers) with { Goal = goal };
        foreach ((string law, string peers) in Others)
            foreach (int pending in (int[])[1_000, 100_000, 1_000_000]) yield return Hold(law, pending, pending == 100_000 ? peers : "");
        yield return ZeroDelayChain();
        yield return Burst("one time, in order", i => 0);
        yield return Burst("one time, keys in no order", i => unchecked((ulong)i * 0x9E3779B97F4A7C15));
        yield return FarTimers();
    }

    /// <summary>Lets the runtime compile every path for good before anything counts.</summary>
    private static void WarmUp()
    {
        foreach ((string law, _) in Others)
        {
            long[] delays = Delays(law);
            HoldQueue queue = new(delays, 2_000);
            HoldPeer peer = new(delays, 2_000);
            for (int i = 0; i < 30; i++)
            {
                queue.Run(Batch);
                peer.Run(Batch);
            }
        }
    }

    private static ScoreRow Hold(string law, int pending, string peers)
    {
        long[] delays = Delays(law);
        int batches = Math.Max(1_500_000, 2 * pending) / Batch;
        HoldQueue queue = new(delays, pending);
        HoldPeer peer = new(delays, pending);
        double ours = Stopwatches.PerSecond(() => Repeat(queue.Run, batches));
        double theirs = Stopwatches.PerSecond(() => Repeat(peer.Run, batches), runs: 3);
        return Row($"hold, {law}", $"{pending:N0} pending", ours, theirs, peers);
    }

    private static long Repeat(Action<int> run, int batches)
    {
        for (int i = 0; i < batches; i++) run(Batch);
        return (long)batches * Batch;
    }

    private static long[] Delays(string law)
    {
        long[] delays = new long[1 << 16];
        RandomStream random = new(1, 1, 0);
        for (int i = 0; i < delays.Length; i++)
        {
            long exponential = 1 + (long)(random.NextExponential() * 1e6);
            delays[i] = law switch
            {
                Exponential => exponential,
                "constant 1 ms" => 1_000_000,
                "1 % at 1 s, else Exp(1 ms)" => random.NextBelow(100) == 0 ? 1_000_000_000 : exponential,
                "grid of 1 ms" => 1_000_000 * (1 + random.NextBelow(10)),
                "two thirds none, else Exp(1 ms)" => random.NextBelow(3) == 0 ? exponential : 0,
                "Pareto, shape 1.1" => (long)(1000 * Math.Pow(random.NextPositiveUniform(), -1 / 1.1)),
                "1 to 100 s" => 1_000_000_000 * (1 + random.NextBelow(100)),
                _ => throw new ArgumentOutOfRangeException(nameof(law), law, "no such law"),
            };
        }

        return delays;
    }

    private static ScoreRow ZeroDelayChain()
    {
        long[] none = new long[1 << 16];
        HoldQueue queue = new(none, 2);
        HoldPeer peer = new(none, 2);
        double ours = Stopwatches.PerSecond(() => Repeat(queue.Run, 100)), theirs = Stopwatches.PerSecond(() => Repeat(peer.Run, 100));
        return Row("two zero-delay chains", "among 0 others", ours, theirs, "");
    }

    /// <summary>A million events pushed for one time, and popped; two operations an event, one of which is counted.</summary>
    private static ScoreRow Burst(string what, Func<int, ulong> keyOf)
    {
        const int Size = 1_000_000;
        EventQueue queue = new();
        PriorityQueue<int, (long, ulong, long)> peer = new();
        long time = 0;
        double ours = Stopwatches.PerSecond(() =>
        {
            time += 1_000_000;
            for (int i = 0; i < Size; i++) queue.Push(new EventNotice(time, keyOf(i), i, i));
            while (queue.TryPop(out _))
            {
            }

            return Size;
        });
        double theirs = Stopwatches.PerSecond(
            () =>
            {
                for (int i = 0; i < Size; i++) peer.Enqueue(i, (time, keyOf(i), i));
                while (peer.TryDequeue(out _, out _))
                {
                }

                return Size;
            },
            runs: 3);
        return Row($"burst, {what}", "1,000,000 pushed, then popped", ours, theirs, "");
    }

    /// <summary>A million timers ever further ahead, up to eleven days, and popped.</summary>
    private static ScoreRow FarTimers()
    {
        const int Size = 1_000_000;
        EventQueue queue = new();
        PriorityQueue<int, (long, ulong, long)> peer = new();
        long start = 0;
        double ours = Stopwatches.PerSecond(() =>
        {
            for (int i = 1; i <= Size; i++) queue.Push(new EventNotice(start + (i * 1_000_000_000L), 0, i, i));
            while (queue.TryPop(out EventNotice e)) start = e.Time;
            return Size;
        });
        double theirs = Stopwatches.PerSecond(
            () =>
            {
                for (int i = 1; i <= Size; i++) peer.Enqueue(i, (i * 1_000_000_000L, 0, i));
                while (peer.TryDequeue(out _, out _))
                {
                }

                return Size;
            },
            runs: 3);
        return Row("timers, each a second further", "1,000,000 pushed, then popped", ours, theirs, "");
    }

    private static ScoreRow Row(string what, string parameters, double ours, double theirs, string peers) =>
        new(what, parameters, ours / 1e6, "Mevents/s", theirs / 1e6, peers);

    private sealed class HoldQueue
    {
        private readonly EventQueue _queue = new();
        private readonly long[] _delays;
        private long _sequence;

        public HoldQueue(long[] delays, int pending)
        {
            _delays = delays;
            for (int i = 0; i < pending; i++)
            {
                // Spread evenly over the first delay: a population that starts in step would stay so.
                long time = (long)((double)delays[i & 0xFFFF] * i / pending);
                _queue.Push(new EventNotice(time, 0, _sequence++, i));
            }
        }

        public void Run(int holds)
        {
            long[] delays = _delays;
            for (int i = 0; i < holds; i++)
            {
                _queue.TryPop(out EventNotice e);
                _queue.Push(new EventNotice(e.Time + delays[(int)_sequence & 0xFFFF], 0, _sequence++, e.Handle));
            }
        }
    }

    private sealed class HoldPeer
    {
        private readonly PriorityQueue<int, (long Time, ulong Key, long Sequence)> _queue = new();
        private readonly long[] _delays;
        private long _sequence;

        public HoldPeer(long[] delays, int pending)
        {
            _delays = delays;
            for (int i = 0; i < pending; i++)
                _queue.Enqueue(i, ((long)((double)delays[i & 0xFFFF] * i / pending), 0, _sequence++));
        }

        public void Run(int holds)
        {
            for (int i = 0; i < holds; i++)
            {
                _queue.TryDequeue(out int handle, out (long Time, ulong Key, long Sequence) at);
                _queue.Enqueue(handle, (at.Time + _delays[(int)_sequence & 0xFFFF], 0, _sequence++));
            }
        }
    }
}
