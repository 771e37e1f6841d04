using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// The protocol's pattern of timers: each flow takes a step every millisecond or so and moves a timeout of 200 ms on at each. A timer
/// that is cancelled by leaving its event in the queue runs beside it, on the same queue.
/// </summary>
internal sealed class TimerSection : ScoreSection
{
    private const int Batch = 20_000;

    public override string Name => "timers";

    public override string Title => "Timers: how many millions of times a second of processor time is a timeout moved on?";

    public override IEnumerable<ScoreRow> Measure()
    {
        yield return Rearm(1_000, "lazy deletion 5.9, indexed heap 13.4, re-push 18.3", "");
        yield return Rearm(10_000, "lazy deletion 4.0, indexed heap 10.3, re-push 14.7; SimSharp has no cancel", "12");
        yield return Rearm(100_000, "", "");
    }

    private static ScoreRow Rearm(int flows, string peers, string goal)
    {
        Flows ours = new(flows, lazyDeletion: false), lazy = new(flows, lazyDeletion: true);
        double rate = Stopwatches.PerSecond(() => ours.Run(2_000_000));
        // Past the first timeout its dead events are all there.
        while (lazy.Now < 250_000_000) lazy.Run(Batch);
        double peer = Stopwatches.PerSecond(() => lazy.Run(1_000_000), runs: 3);
        string pending = $"{flows:N0} flows, {ours.Pending:N0} pending (lazily deleted: {lazy.Pending:N0})";
        return new ScoreRow("step and re-arm", pending, rate / 1e6, "Msteps/s", peer / 1e6, peers, goal);
    }

    private sealed class Flows : IEventHandler
    {
        private const long TimeoutNs = 200_000_000;
        private readonly EventLoop _loop;
        private readonly DeadlineTimers _timers;
        private readonly bool _lazyDeletion;
        private readonly long[] _delays = new long[1 << 16];
        private long _sequence;
        private long _steps;

        public Flows(int count, bool lazyDeletion)
        {
            _loop = new EventLoop(this);
            _timers = new DeadlineTimers(count);
            _lazyDeletion = lazyDeletion;
            RandomStream random = new(1, 1, 0);
            for (int i = 0; i < _delays.Length; i++) _delays[i] = 1 + (long)(random.NextExponential() * 1e6);
            for (int flow = 0; flow < count; flow++) Schedule(_delays[flow & 0xFFFF], 2 * flow);
        }

        public long Now => _loop.Now;

        public int Pending => _loop.Pending;

        /// <summary>Runs some events and returns how many steps were among them.</summary>
        public long Run(int events)
        {
            long before = _steps;
            for (int done = 0; done < events; done += Batch) RunBatch();
            return _steps - before;
        }

        public void Run(in EventNotice due)
        {
            int flow = due.Handle >> 1;
            if ((due.Handle & 1) == 1)
            {
                OnTimer(flow, due);
                return;
            }

            _steps++;
            long deadline = due.Time + TimeoutNs;
            if (_timers.Arm(flow, deadline) || _lazyDeletion) Schedule(deadline, due.Handle + 1);
            Schedule(due.Time + _delays[(int)_sequence & 0xFFFF], due.Handle);
        }

        private void RunBatch()
        {
            for (int i = 0; i < Batch; i++) _loop.Step();
        }

        private void OnTimer(int flow, in EventNotice due)
        {
            if (_lazyDeletion)
            {
                if (_timers.Deadline(flow) == due.Time) throw new InvalidOperationException("a flow stood still");
            }
            else if (_timers.Take(flow, due.Time) == TimerVerdict.Early)
            {
                Schedule(_timers.Deadline(flow), due.Handle);
            }
        }

        private void Schedule(long time, int handle) => _loop.Schedule(time, 0, _sequence++, handle);
    }
}
