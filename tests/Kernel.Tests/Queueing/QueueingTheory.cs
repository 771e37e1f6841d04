namespace Fleek.Tests.Kernel;

/// <summary>Closed forms, of rates per unit of time; L. Kleinrock, "Queueing Systems", volumes 1 and 2.</summary>
internal static class QueueingTheory
{
    /// <summary>Mean wait in M/G/1: Pollaczek and Khinchine.</summary>
    public static double WaitWithOneServer(double arrivalRate, double meanService, double deviation) =>
        arrivalRate * ((meanService * meanService) + (deviation * deviation)) / 2 / (1 - (arrivalRate * meanService));

    /// <summary>Part of the customers who wait in M/M/c: Erlang C.</summary>
    public static double ErlangC(double offered, int servers)
    {
        double term = 1, sum = 0;
        for (int k = 0; k < servers; k++)
        {
            sum += term;
            term *= offered / (k + 1);
        }

        double all = term * servers / (servers - offered);
        return all / (sum + all);
    }

    /// <summary>Mean wait in M/M/c.</summary>
    public static double WaitWithServers(double arrivalRate, double meanService, int servers) =>
        ErlangC(arrivalRate * meanService, servers) / ((servers / meanService) - arrivalRate);

    /// <summary>
    /// Mean number of machines that are down, of some that fail and one who repairs them (M/M/1 with a finite source).
    /// </summary>
    public static double MachinesDown(int machines, double failureRate, double repairRate)
    {
        double term = 1, sum = 0, down = 0;
        for (int k = 0; k <= machines; k++)
        {
            sum += term;
            down += k * term;
            term *= (machines - k) * failureRate / repairRate;
        }

        return down / sum;
    }

    /// <summary>Mean waits of the more and the less important of two classes where nobody is interrupted: Cobham.</summary>
    public static (double First, double Second) PriorityWaits(double rate1, double rate2, double secondMoment, double meanService)
    {
        double rest = (rate1 + rate2) * secondMoment / 2, load1 = rate1 * meanService, load = (rate1 + rate2) * meanService;
        return (rest / (1 - load1), rest / ((1 - load1) * (1 - load)));
    }

    /// <summary>Mean stays of two classes with exponential services of one mean, where the first interrupts the second.</summary>
    public static (double First, double Second) PreemptiveStays(double rate1, double rate2, double meanService)
    {
        double load1 = rate1 * meanService, load = (rate1 + rate2) * meanService;
        double first = meanService / (1 - load1), all = meanService / (1 - load);
        // All together are as many as with one class (Little), since services have no memory.
        return (first, (((rate1 + rate2) * all) - (rate1 * first)) / rate2);
    }
}
