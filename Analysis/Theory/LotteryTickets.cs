namespace Fleek.Analysis.Theory;

/// <summary>Tickets that win with probability w and then pay q / w, so that each is worth q on average.</summary>
public static class LotteryTickets
{
    /// <summary>n q.</summary>
    public static double Mean(double tickets, double price)
    {
        Require.AtLeast(tickets, 0);
        Require.AtLeast(price, 0);
        return tickets * price;
    }

    /// <summary>q sqrt(n (1 - w) / w).</summary>
    public static double StandardDeviation(double tickets, double price, double winning)
    {
        CheckWinning(winning);
        return Mean(1, price) * Math.Sqrt(Mean(tickets, 1) * (1 - winning) / winning);
    }

    /// <summary>q / w.</summary>
    public static double Face(double price, double winning)
    {
        CheckWinning(winning);
        return Mean(1, price) / winning;
    }

    /// <summary>
    /// The quantile of what n tickets may pay above their mean, the number of winners exact: the reserve that covers all but
    /// <paramref name="share"/> of the cases.
    /// </summary>
    public static double Reserve(long tickets, double price, double winning, double share)
    {
        CheckWinning(winning);
        Require.Inside(share, 0, 1);
        long winners, tooFew = -1;
        for (winners = tickets; winners - tooFew > 1;)
        {
            long middle = tooFew + ((winners - tooFew) / 2);
            if (BinomialTail.Above(tickets, winning, middle) <= share) winners = middle;
            else tooFew = middle;
        }

        return Math.Max(0, (winners * Face(price, winning)) - Mean(tickets, price));
    }

    private static void CheckWinning(double winning) =>
        Require.That(winning is > 0 and <= 1, $"winning must be a probability above 0, not {winning}");
}
