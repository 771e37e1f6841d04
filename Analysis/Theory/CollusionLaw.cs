using Fleek.Scenarios.Model;

namespace Fleek.Analysis.Theory;

/// <summary>
/// What clients and nodes that collude take from who pays. A client whose next grant comes whenever it is allowed has a fixed list of grant
/// times; each grant is worth one node's share of it, if its node is assigned and paid before it is given up.
/// </summary>
public static class CollusionLaw
{
    /// <summary>Visits of one node that are followed one by one, and a share of nodes that is none.</summary>
    private const int MaxVisits = 1_000_000;

    private const double Vanished = 1e-300;

    /// <summary>Bits of one chunk.</summary>
    private const double UnitBits = 1 << 21;

    /// <summary>The most that can be lost per second, whatever nodes and clients do: grants per second times what one is worth.</summary>
    public static double Bound(double grantsPerSecond, double cap)
    {
        Require.AtLeast(grantsPerSecond, 0);
        Require.AtLeast(cap, 0);
        return grantsPerSecond * cap;
    }

    /// <summary>Most that one block of addresses is granted in a span: its budget, and what grows back.</summary>
    public static double BlockBound(double budget, double seconds, double refillSeconds)
    {
        Require.AtLeast(seconds, 0);
        Require.Above(refillSeconds, 0);
        return budget * (1 + (seconds / refillSeconds));
    }

    /// <summary>That at least one of <paramref name="drawn"/> nodes colludes: 1 - C(N - M, k) / C(N, k).</summary>
    public static double Assigned(double nodes, double colluding, double drawn)
    {
        Require.Between(colluding, 0, nodes);
        Require.Between(drawn, 0, nodes);
        double none = 1;
        for (int i = 0; i < drawn; i++) none *= Math.Max(0, nodes - colluding - i) / (nodes - i);
        return 1 - none;
    }

    /// <summary>Visits until a node that fails each with probability q is given up after s failures in a row: (1 - q^s) / (q^s (1 - q)).</summary>
    public static double MeanVisits(double fails, int strikes)
    {
        Require.Above(fails, 0);
        Require.Between(fails, 0, 1);
        Require.AtLeast(strikes, 1);
        double power = Math.Pow(fails, strikes);
        return fails == 1 ? strikes : (1 - power) / (power * (1 - fails));
    }

    /// <summary>That a node was not yet given up after a time: visits are Poisson, and no row of s failures was among them.</summary>
    public static double Survival(double seconds, double visitEverySeconds, double fails, int strikes)
    {
        Require.AtLeast(seconds, 0);
        Require.Above(visitEverySeconds, 0);
        Require.Between(fails, 0, 1);
        double mean = seconds / visitEverySeconds, last = mean + (12 * Math.Sqrt(mean)) + 40, sum = 0;
        // Of nodes still there, those whose last visits were a row of i failures.
        double[] row = new double[strikes];
        row[0] = 1;
        for (int visits = 0; visits <= last; visits++)
        {
            double there = row.Sum();
            if (there < Vanished) break;
            if (visits == MaxVisits) throw new OutOfDomainException($"more than {MaxVisits:n0} visits of a node that may still be there are too many to count");
            sum += SaddlePoint.Poisson(mean, visits) * there;
            double served = there * (1 - fails);
            for (int i = strikes - 1; i > 0; i--) row[i] = row[i - 1] * fails;
            row[0] = served;
        }

        return Math.Min(1, sum);
    }

    /// <summary>When a client of who colludes is granted: at each attempt at which budget and plausible rate allow it.</summary>
    public static IEnumerable<double> GrantTimes(CollusionSpec collusion)
    {
        double attempt = collusion.Attempt.Seconds, span = collusion.Duration.Seconds, session = collusion.Session.Seconds;
        double unitsPerSecond = collusion.Has(CollusionDefence.Rate) ? collusion.AccessBitsPerSecond / UnitBits : double.PositiveInfinity;
        double share = collusion.NodeCapChunks, first = Math.Floor(share * CollusionSpec.RenewPercent / 100);
        long attempts = (long)Math.Ceiling(span / attempt - 1e-9), granted = 0;
        double opened = double.NegativeInfinity;
        int renewals = 0;
        for (long i = 0; i < attempts; i++)
        {
            double at = i * attempt;
            bool allowed = !collusion.Has(CollusionDefence.Budgets) || Room(collusion, at) + 1e-6 >= (granted + 1) * collusion.CapChunks;
            bool isOpen = at < opened + session - 1e-9;
            double carried = Math.Floor(((at - opened) * unitsPerSecond) + 1e-9) + 1;
            if (!allowed || (isOpen && carried < (renewals * share) + first)) continue;
            if (isOpen) renewals++;
            else (opened, renewals) = (at, 0);
            granted++;
            yield return at;
        }
    }

    /// <summary>Chunk prices that colluding nodes are paid in the mean for nothing, until the end of a run.</summary>
    public static double Stolen(CollusionSpec collusion, int nodes)
    {
        double assigned = collusion.Has(CollusionDefence.Draw) ? (double)collusion.NodesPerSession / nodes : 1;
        double delay = collusion.Has(CollusionDefence.Payout) ? collusion.PayoutDelay.Seconds : 0, span = collusion.Duration.Seconds, paid = 0;
        foreach (double at in GrantTimes(collusion))
        {
            if (at + delay > span) continue;
            paid += collusion.Has(CollusionDefence.Visits)
                ? Survival(at + delay, collusion.VisitEvery.Seconds, collusion.VisitFails, collusion.Strikes)
                : 1;
        }

        return assigned * collusion.NodeCapChunks * paid * collusion.Operators * collusion.Clients;
    }

    private static double Room(CollusionSpec collusion, double at) =>
        BlockBound(collusion.BlockBudgetChunks, at, collusion.BlockRefill.Seconds);
}
