using System.Globalization;
using static Fleek.Sim.Kernel.Distributions;

namespace Fleek.Sim.Kernel.Samples;

/// <summary>A counter with one clerk. A customer waits for the clerk or until patience ends, whichever comes first.</summary>
public static class BankRenege
{
    private const int Customers = 10;

    public static void Run(TextWriter output)
    {
        Simulation env = new(randomSeed: 7);
        SampleMonitor lost = new(), wait = new();
        Resource clerk = new(env) { BreakOffTime = lost, WaitingTime = wait };
        output.Write("Bank with impatient customers; time in minutes\n");
        env.Process(Arrivals(env, clerk, output));
        env.Run();
        output.Write(string.Create(CultureInfo.InvariantCulture,
            $"{lost.Count} of {Customers} left unserved; mean wait of the served {wait.Mean:F2}\n"));
    }

    private static IEnumerable<Event> Arrivals(Simulation env, Resource clerk, TextWriter output)
    {
        for (int i = 1; i <= Customers; i++)
        {
            env.Process(Customer(env, clerk, i, output));
            yield return env.TimeoutD(EXP(8));
        }
    }

    private static IEnumerable<Event> Customer(Simulation env, Resource clerk, int number, TextWriter output)
    {
        double arrived = env.NowD;
        double patience = env.Rand(UNIF(2, 10));
        Write("arrives");
        using Request turn = clerk.Request();
        yield return turn | env.TimeoutD(patience);
        if (!turn.IsProcessed)
        {
            // Leaving the block takes the request out of the line.
            Write(string.Create(CultureInfo.InvariantCulture, $"leaves after {env.NowD - arrived:F2}"));
            yield break;
        }

        Write(string.Create(CultureInfo.InvariantCulture, $"is served after {env.NowD - arrived:F2}"));
        yield return env.TimeoutD(EXP(10));
        Write("is done");

        void Write(string what) =>
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{env.NowD,7:F2} customer {number} {what}\n"));
    }
}
