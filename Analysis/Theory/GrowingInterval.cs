namespace Fleek.Analysis.Theory;

/// <summary>
/// Payment intervals that begin with a first size and grow by a step with each payment, up to a cap, as in Filecoin's retrieval
/// (1 MiB, growing by 1 MiB). Any unit of size.
/// </summary>
/// <param name="first">Size paid for by the first payment.</param>
/// <param name="cap">Largest interval; infinite for none.</param>
public sealed class GrowingInterval(double first, double step, double cap)
{
    /// <summary>The i-th interval, from 1: what a payer who then leaves owes at most.</summary>
    public double Size(long payment)
    {
        Check();
        Require.AtLeast(payment, 1);
        return Math.Min(cap, first + (step * (payment - 1)));
    }

    /// <summary>What the first n payments pay for.</summary>
    public double Paid(long payments)
    {
        Check();
        Require.AtLeast(payments, 0);
        double growing = Math.Min(payments, Growing);
        return (growing * first) + (step * growing * (growing - 1) / 2) + (payments > growing ? (payments - growing) * cap : 0);
    }

    /// <summary>Payments for that size: the smallest number that pays for all of it.</summary>
    public long Payments(double size)
    {
        Check();
        Require.AtLeast(size, 0);
        Require.That(size / first <= 1e15, $"a size of {size} takes too many payments");
        long enough = (long)Math.Ceiling(size / first), tooFew = -1;
        while (enough - tooFew > 1)
        {
            long middle = tooFew + ((enough - tooFew) / 2);
            if (Paid(middle) >= size) enough = middle;
            else tooFew = middle;
        }

        return enough;
    }

    /// <summary>Intervals that are below the cap.</summary>
    private double Growing =>
        double.IsInfinity(cap) || step == 0 ? double.PositiveInfinity : Math.Ceiling((cap - first) / step);

    private void Check()
    {
        Require.Above(first, 0);
        Require.AtLeast(step, 0);
        Require.That(cap >= first, $"cap must be at least the first interval of {first}, not {cap}");
    }
}
