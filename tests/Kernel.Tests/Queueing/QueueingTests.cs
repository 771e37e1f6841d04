using Fleek.Sim.Kernel;
using static Fleek.Sim.Kernel.Distributions;

namespace Fleek.Tests.Kernel;

/// <summary>Simulated queues against theory: 20 replications of 10,000 customers or more, 99.9 % confidence.</summary>
public sealed class QueueingTests
{
    [Fact]
    public void A_queue_with_exponential_services_waits_as_theory_says()
    {
        Replications.Agree(QueueingTheory.WaitWithOneServer(0.7, 1, 1), seed => Run(0.7, EXP(1), 1, seed).Wait.Mean,
            widest: 0.12);
        Replications.Agree(0.7, seed => Run(0.7, EXP(1), 1, seed).Use.Mean, widest: 0.03);
        Replications.Agree(0.7 / 0.3, seed => Run(0.7, EXP(1), 1, seed).System.Mean, widest: 0.1);
    }

    [Fact]
    public void A_queue_with_constant_services_waits_half_as_long() => Replications.Agree(
        QueueingTheory.WaitWithOneServer(0.7, 1, 0), seed => Run(0.7, CONST(1.0), 1, seed).Wait.Mean, widest: 0.06);

    [Fact]
    public void A_queue_with_lognormal_services_waits_as_their_second_moment_says() => Replications.Agree(
        QueueingTheory.WaitWithOneServer(0.6, 1, 1.5), seed => Run(0.6, LNORM2(1, 1.5), 1, seed).Wait.Mean, widest: 0.2);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Several_servers_wait_as_Erlang_says(int servers) => Replications.Agree(
        QueueingTheory.WaitWithServers(0.7 * servers, 1, servers),
        seed => Run(0.7 * servers, EXP(1), servers, seed).Wait.Mean, widest: 0.12);

    [Fact]
    public void The_formulas_give_textbook_values()
    {
        Assert.Equal(1.0 / 3, QueueingTheory.ErlangC(1, 2), 1e-15);
        Assert.Equal(0.0597, QueueingTheory.ErlangC(2, 5), 1e-4);
        Assert.Equal(QueueingTheory.WaitWithOneServer(0.8, 1, 1), QueueingTheory.WaitWithServers(0.8, 1, 1), 1e-14);
        Assert.Equal(0.5, QueueingTheory.MachinesDown(1, 1, 1), 1e-15);
        Assert.Equal(0.8, QueueingTheory.MachinesDown(2, 1, 2), 1e-15);
    }

    /// <summary>
    /// Little's law for a run that begins and ends empty holds exactly, and so do the monitors if they see everything.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Time_in_line_and_in_the_system_adds_up_to_the_areas(int servers)
    {
        QueueModel queue = new QueueModel(0.9 * servers, EXP(1), servers, seed: 4).Run(5000, warmUp: false);
        Assert.Equal((5000, 5000), (queue.Wait.Count, queue.Stay.Count));
        Assert.Equal(1, queue.Wait.Total / queue.Line.Area, 1e-11);
        Assert.Equal(1, queue.Stay.Total / queue.System.Area, 1e-11);
        Assert.Equal(1, (queue.Stay.Total - queue.Wait.Total) / (queue.Use.Area * servers), 1e-11);
    }

    [Fact]
    public void Machines_that_share_a_repairer_are_down_as_theory_says() => Replications.Agree(
        QueueingTheory.MachinesDown(6, 0.2, 1), MachinesDown, widest: 0.06);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_classes_wait_as_Cobham_says(bool first)
    {
        (double one, double two) = QueueingTheory.PriorityWaits(0.3, 0.4, 2, 1);
        Replications.Agree(first ? one : two, seed => TwoClasses(seed, preempt: false, first) - 1, widest: 0.12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_classes_stay_as_theory_says_when_one_interrupts_the_other(bool first)
    {
        (double one, double two) = QueueingTheory.PreemptiveStays(0.3, 0.4, 1);
        Replications.Agree(first ? one : two, seed => TwoClasses(seed, preempt: true, first), widest: 0.12);
    }

    private static QueueModel Run(double rate, Distribution<double> service, int servers, ulong seed) =>
        new QueueModel(rate, service, servers, seed).Run(Replications.Length(10_000));

    private static double MachinesDown(ulong seed)
    {
        Simulation env = new();
        TimeSeriesMonitor down = new(env, 0);
        Resource repairer = new(env) { WIP = down };
        for (int i = 0; i < 6; i++) env.Process(Machine(new StreamRandom(seed, entity: i)));
        env.Run(TimeSpan.FromSeconds(200));
        down.Reset(down.Current);
        env.Run(TimeSpan.FromSeconds(Replications.Length(5_000)));
        return down.Mean;

        IEnumerable<Event> Machine(StreamRandom random)
        {
            while (true)
            {
                yield return env.TimeoutD(random, EXP(5));
                using Request request = repairer.Request();
                yield return request;
                yield return env.TimeoutD(random, EXP(1));
            }
        }
    }

    /// <summary>Mean stay of one of two classes that arrive at rates 0.3 and 0.4 for services of mean 1.</summary>
    private static double TwoClasses(ulong seed, bool preempt, bool first)
    {
        Simulation env = new();
        PreemptiveResource interrupting = new(env);
        PriorityResource patient = new(env);
        SampleMonitor[] stay = [new SampleMonitor(), new SampleMonitor()];
        int customers = Replications.Length(10_000);
        env.Process(Arrive(0, 0.3));
        env.Process(Arrive(1, 0.4));
        env.Run(TimeSpan.FromSeconds(customers / 0.7));
        return stay[first ? 0 : 1].Mean;

        IEnumerable<Event> Arrive(int kind, double rate)
        {
            StreamRandom arrivals = new(seed, purpose: 1, entity: kind), services = new(seed, purpose: 2, entity: kind);
            while (true)
            {
                yield return env.TimeoutD(arrivals, EXP(1 / rate));
                env.Process(Customer(kind, Exponential.Sample(services, 1)));
            }
        }

        IEnumerable<Event> Customer(int kind, double left)
        {
            double arrived = env.NowD;
            while (left > 0)
            {
                using Request place = preempt ? interrupting.Request(kind, preempt: true) : patient.Request(kind);
                yield return place;
                double start = env.NowD;
                yield return env.TimeoutD(left);
                if (env.ActiveProcess!.HandleFault()) left -= env.NowD - start;
                else left = 0;
            }

            stay[kind].Add(env.NowD - arrived);
        }
    }
}
