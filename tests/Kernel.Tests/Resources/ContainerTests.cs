using CsCheck;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class ContainerTests
{
    private readonly Simulation _env = new();
    private readonly Log _log;

    public ContainerTests() => _log = new Log(_env);

    [Fact]
    public void What_is_put_and_got_waits_for_room_and_for_enough()
    {
        Container tank = new(_env, 100, 50)
        {
            Fillrate = new TimeSeriesMonitor(_env, 0.5), GetWaitingTime = new SampleMonitor(),
            PutWaitingTime = new SampleMonitor(),
            GetQueueLength = new TimeSeriesMonitor(_env, 0), PutQueueLength = new TimeSeriesMonitor(_env, 0),
        };
        _log.At(0, () => tank.Get(80).AddCallback(_ => _log.Write("got 80")));
        _log.At(2, () => tank.Put(40).AddCallback(_ => _log.Write("put 40")));
        _log.At(4, () => tank.Put(95).AddCallback(_ => _log.Write("put 95")));
        _log.At(6, () => tank.Get(10).AddCallback(_ => _log.Write("got 10")));
        _env.Run(TimeSpan.FromSeconds(10));
        Assert.Equal("2 put 40, 2 got 80, 6 got 10, 6 put 95", _log.All);
        Assert.Equal(95, tank.Level);
        // Half full for 2 s, 0.1 for 4 s, 0.95 for 4 s.
        Assert.Equal(((2 * 0.5) + (4 * 0.1) + (4 * 0.95)) / 10, tank.Fillrate.Mean, 1e-14);
        Assert.Equal((1.0, 1.0), (tank.GetWaitingTime.Mean, tank.PutWaitingTime.Mean));
        Assert.Equal(0.2, tank.GetQueueLength.Mean, 1e-14);
        Assert.Equal(0.2, tank.PutQueueLength.Mean, 1e-14);
    }

    [Fact]
    public void Whens_happen_at_their_level_the_nearest_first()
    {
        Container tank = new(_env, 10, 5);
        foreach (double level in (double[])[9, 7, 5]) tank.WhenAtLeast(level).AddCallback(_ => _log.Write($">= {level}"));
        foreach (double level in (double[])[2, 4, 5]) tank.WhenAtMost(level).AddCallback(_ => _log.Write($"<= {level}"));
        tank.WhenFull().AddCallback(_ => _log.Write("full"));
        tank.WhenEmpty().AddCallback(_ => _log.Write("empty"));
        _log.At(1, () => tank.WhenChange().AddCallback(_ => _log.Write("change")));
        _log.At(2, () => tank.Put(5));
        _log.At(3, () => tank.Get(7));
        _log.At(4, () => tank.Get(3));
        _env.Run();
        Assert.Equal("0 >= 5, 0 <= 5, 2 >= 7, 2 >= 9, 2 full, 2 change, 3 <= 4, 4 <= 2, 4 empty", _log.All);
    }

    [Fact]
    public void Who_no_longer_waits_withdraws_and_others_move_up()
    {
        Container tank = new(_env, 10, 5);
        ContainerGet large = tank.Get(8), small = tank.Get(2);
        Assert.True(tank.Cancel(large));
        Assert.True(small.IsTriggered);
        ContainerPut much = tank.Put(9), little = tank.Put(1);
        Assert.True(tank.Cancel(much));
        Assert.True(little.IsTriggered);
        Assert.False(tank.Cancel(much) || tank.Cancel(large) || tank.Cancel(small));
        Assert.Equal(4, tank.Level);
    }

    /// <summary>
    /// Whatever is put and got: nothing is lost, the level stays within bounds, and nobody waits who could be served.
    /// </summary>
    [Fact]
    public void Nothing_is_made_or_lost() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 10]).Array[1, 60].Sample(steps =>
        {
            Simulation env = new();
            Container tank = new(env, 20, 7);
            List<Event> puts = [], gets = [];
            List<double> put = [], got = [];
            foreach ((bool isPut, int amount) in steps)
            {
                (isPut ? puts : gets).Add(isPut ? tank.Put(amount) : tank.Get(amount));
                (isPut ? put : got).Add(amount);
                Assert.InRange(tank.Level, 0, 20);
            }

            env.Run();
            double Sum(List<Event> events, List<double> amounts) =>
                events.Zip(amounts).Where(e => e.First.IsProcessed).Sum(e => e.Second);
            Assert.Equal(7 + Sum(puts, put) - Sum(gets, got), tank.Level);
            int waitingPut = puts.FindIndex(e => !e.IsProcessed), waitingGet = gets.FindIndex(e => !e.IsProcessed);
            Assert.All(puts.Skip(waitingPut < 0 ? puts.Count : waitingPut), e => Assert.False(e.IsTriggered));
            Assert.True(waitingPut < 0 || put[waitingPut] > 20 - tank.Level);
            Assert.True(waitingGet < 0 || got[waitingGet] > tank.Level);
        });

    [Fact]
    public void Amounts_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Container(_env, 0));
        Assert.Throws<ArgumentException>(() => new Container(_env, 10, 11));
        Assert.Throws<ArgumentException>(() => new Container(_env, 10, -1));
        Container tank = new(_env, 10);
        Assert.Throws<ArgumentException>(() => tank.Put(11));
        Assert.Throws<ArgumentException>(() => tank.Get(-1));
        Assert.Throws<ArgumentException>(() => tank.Get(double.NaN));
    }
}
