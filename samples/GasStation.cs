using System.Globalization;
using static Fleek.Sim.Kernel.Distributions;

namespace Fleek.Sim.Kernel.Samples;

/// <summary>
/// Cars fill up at two pumps from one tank. When no more is left than one car may want, a truck is called, which takes
/// its time to come and then fills the tank. A car whose fuel is not there waits at the pump.
/// </summary>
public static class GasStation
{
    private const double TankLitres = 200, CallAtLitres = 50, CarTankLitres = 50, LitresPerSecond = 2, TruckSeconds = 300;

    public static void Run(TextWriter output)
    {
        Simulation env = new(randomSeed: 5);
        Resource pumps = new(env, capacity: 2);
        Container tank = new(env, TankLitres, TankLitres) { Fillrate = new TimeSeriesMonitor(env, 1) };
        output.Write("Gas station; time in seconds\n");
        env.Process(Arrivals(env, pumps, tank, output));
        env.Process(CallTruck(env, tank, output));
        env.Run(TimeSpan.FromMinutes(30));
        output.Write(string.Create(CultureInfo.InvariantCulture, $"the tank was {tank.Fillrate.Mean:P1} full over time\n"));
    }

    private static IEnumerable<Event> Arrivals(Simulation env, Resource pumps, Container tank, TextWriter output)
    {
        for (int i = 1; ; i++)
        {
            yield return env.TimeoutD(UNIF(30, 300));
            env.Process(Car(env, pumps, tank, i, output));
        }
    }

    private static IEnumerable<Event> Car(Simulation env, Resource pumps, Container tank, int number, TextWriter output)
    {
        double arrived = env.NowD;
        Write(env, output, $"car {number} arrives");
        using Request pump = pumps.Request();
        yield return pump;
        double litres = CarTankLitres - env.Rand(new UniformDiscrete(5, 26));
        yield return tank.Get(litres);
        yield return env.TimeoutD(litres / LitresPerSecond);
        Write(env, output, string.Create(CultureInfo.InvariantCulture,
            $"car {number} leaves with {litres} l after {env.NowD - arrived:F1} s"));
    }

    private static IEnumerable<Event> CallTruck(Simulation env, Container tank, TextWriter output)
    {
        while (true)
        {
            yield return tank.WhenAtMost(CallAtLitres);
            Write(env, output, "the truck is called");
            yield return env.TimeoutD(TruckSeconds);
            double litres = tank.Capacity - tank.Level;
            yield return tank.Put(litres);
            Write(env, output, string.Create(CultureInfo.InvariantCulture, $"the truck has brought {litres} l"));
        }
    }

    private static void Write(Simulation env, TextWriter output, string what) =>
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{env.NowD,8:F1} {what}\n"));
}
