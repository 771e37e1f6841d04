using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Faults;
using Fleek.Sim.World.Network.Links;
using Fleek.Sim.World.Network.Transport;

namespace Fleek.Tests.World.Network.Transport;

/// <summary>Loss becomes delay: schedules worked out by hand, and what holds on any link.</summary>
public sealed class ReliableTransportTests
{
    private static readonly Duration FlightTime = Duration.FromMilliseconds(20);
    private static readonly LanePath Path = new(20_000_000, 30_000_000);
    private static readonly Duration Rto = Duration.FromMilliseconds(200);

    /// <summary>One direction of one lane.</summary>
    private sealed class Line
    {
        private readonly ReliableTransport _transport;
        private readonly LaneDirection _direction;
        private readonly BehaviourState[] _states;
        private TransportState _state;

        public Line(LaneDirection direction, CrashPlan crashes, ulong seed, params ILinkBehaviour[] behaviours)
        {
            LinkChain chain = new(behaviours);
            _direction = direction;
            _states = new BehaviourState[chain.Length];
            chain.Start(seed, default, default, direction, _states);
            _transport = new ReliableTransport(chain, crashes, Rto);
        }

        public Passage SendAt(long ns) => _transport.Send(
            new Transmission(new(ns), 100, default, default, _direction, 0, 0), FlightTime, Path, ref _state, _states);

        /// <summary>Sends at a time in ms and returns when it arrives in ms.</summary>
        public double ArrivalMs(double ms) => SendAt((long)(ms * 1e6)).Arrival.Nanoseconds / 1e6;
    }

    [Fact]
    public void Without_faults_a_message_takes_its_flight()
    {
        Line line = new(LaneDirection.Up, CrashPlan.None, 1);
        Assert.Equal(new Passage(new(25_000_000), 0, 0), line.SendAt(5_000_000));
    }

    [Fact]
    public void A_message_into_a_partition_is_tried_again_at_doubling_intervals_until_it_gets_through()
    {
        // Lost at 100, 300, 700, 1500; the next try at 3100 leaves after the partition has healed at 2000.
        Passage passage = Cut(0, 2_000).SendAt(100_000_000);
        Assert.Equal(3_120_000_000, passage.Arrival.Nanoseconds);
        Assert.Equal(4, passage.Retransmissions);
    }

    [Fact]
    public void What_was_lost_behind_another_goes_when_that_is_acknowledged_and_not_on_a_timer_of_its_own()
    {
        Line line = Cut(0, 2_000);
        Assert.Equal(3_120, line.ArrivalMs(100));
        // Lost at 500; the first comes at 3120 and is acknowledged at 3150, which sends this one again.
        Assert.Equal(3_170, line.ArrivalMs(500));
        // Sent after healing, it waits for the two before it.
        Assert.Equal(3_170, line.ArrivalMs(2_500));
        Assert.Equal(4_020, line.ArrivalMs(4_000));
    }

    [Fact]
    public void Timeouts_are_at_least_two_round_trips_and_never_more_than_a_minute()
    {
        // 700 s of partition: 0, 0.2, 0.6, ... doubling up to 60 s, then every minute.
        double at = 0, timeout = 0.2;
        while (at < 700)
        {
            at += timeout;
            timeout = Math.Min(60, 2 * timeout);
        }

        Assert.Equal((at * 1_000) + 20, Cut(0, 700_000).ArrivalMs(0), 3);

        LinkChain chain = new(Partition(0, 1_000));
        BehaviourState[] states = new BehaviourState[1];
        TransportState state = default;
        Passage slow = new ReliableTransport(chain, CrashPlan.None, Rto).Send(
            new Transmission(Instant.Zero, 1, default, default, LaneDirection.Up, 0, 0), FlightTime,
            new LanePath(400_000_000, 200_000_000), ref state, states);
        Assert.Equal(1_220_000_000, slow.Arrival.Nanoseconds); // 2 x 600 ms, then the flight
    }

    [Fact]
    public void What_reaches_a_node_that_is_down_is_sent_again_and_arrives_after_the_restart()
    {
        Line line = new(LaneDirection.Up, Down(1_000, 1_500), 1);
        Assert.Equal(999, line.ArrivalMs(979)); // just in time
        // It would come at 1000, when the node is down, and again at 1200; the third try leaves at 980 + 200 + 400.
        Assert.Equal(1_600, line.ArrivalMs(980));
    }

    [Fact]
    public void A_node_that_is_down_sends_nothing_until_it_is_up()
    {
        Line line = new(LaneDirection.Down, Down(1_000, 1_500), 1, Partition(900, 1_100));
        // Lost at 950 in the partition; the timer would fire at 1150, when the node is down: it sends at its restart.
        Assert.Equal(1_520, line.ArrivalMs(950));
    }

    [Fact]
    public void Copies_are_discarded_and_counted()
    {
        Line line = new(LaneDirection.Up, CrashPlan.None, 1, new Duplication(1, Duration.FromMilliseconds(1)));
        Assert.Equal(new Passage(new(20_000_000), 0, 1), line.SendAt(0));
    }

    [Fact]
    public void The_number_of_retransmissions_on_a_link_without_memory_is_geometric()
    {
        const int n = 50_000;
        const double loss = 0.2;
        Line line = new(LaneDirection.Up, CrashPlan.None, 41, new BernoulliLoss(loss));
        int[] tries = [.. Enumerable.Range(0, n).Select(i => line.SendAt(i * 1_000_000_000L).Retransmissions)];
        double mean = loss / (1 - loss), sd = Math.Sqrt(loss) / (1 - loss) / Math.Sqrt(n);
        Assert.InRange(tries.Average(), mean - (5 * sd), mean + (5 * sd));
    }

    [Fact]
    public void On_any_link_messages_arrive_in_order_and_never_early_and_the_same_again() =>
        Gen.Select(AnyLink, Gen.Long[0, 400_000_000].Array[1, 60], Gen.ULong).Sample((link, gaps, seed) =>
        {
            Line line = new(link.Direction, link.Crashes, seed, link.Behaviours), twin = new(link.Direction, link.Crashes, seed, link.Behaviours);
            long at = 0, last = 0;
            foreach (long gap in gaps)
            {
                at += gap;
                Passage passage = line.SendAt(at);
                long arrival = passage.Arrival.Nanoseconds;
                if (arrival < last || arrival < at + FlightTime.Nanoseconds || passage != twin.SendAt(at)) return false;
                if (link.Direction == LaneDirection.Up && link.Crashes.IsDown(default, passage.Arrival)) return false;
                last = arrival;
            }

            return true;
        }, iter: 3_000);

    private static readonly Gen<(LaneDirection Direction, CrashPlan Crashes, ILinkBehaviour[] Behaviours)> AnyLink =
        Gen.Select(Gen.Bool, Gen.Double[0, 0.5], Gen.Double[1, 10], Gen.Long[0, 50], Gen.Long[1, 4_000], Gen.Long[1, 4_000])
            .Select((up, loss, burst, ms, from, length) => (
                up ? LaneDirection.Up : LaneDirection.Down, Down(from, from + length), new ILinkBehaviour[]
                {
                    GilbertElliottLoss.OfBursts(loss, burst), new Jitter(JitterLaw.Exponential, Duration.FromMilliseconds(ms)),
                    new Duplication(loss, Duration.FromMilliseconds(ms)), new Reordering(loss, Duration.FromMilliseconds(3 * ms)),
                    new RateLimit(100_000, 300), Partition(length, length + from), new BernoulliLoss(loss / 2),
                }));

    private static Line Cut(long fromMs, long untilMs) => new(LaneDirection.Up, CrashPlan.None, 1, Partition(fromMs, untilMs));

    private static Partition Partition(long fromMs, long untilMs) => new(WindowMs(fromMs, untilMs), CutDirection.Both, [true], [true]);

    private static CrashPlan Down(long fromMs, long untilMs) => new([WindowMs(fromMs, untilMs)]);

    private static TimeWindow WindowMs(long from, long until) => new(new(from * 1_000_000), new(until * 1_000_000));
}
