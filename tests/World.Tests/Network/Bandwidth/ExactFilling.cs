using System.Numerics;

namespace Fleek.Tests.World.Network.Bandwidth;

/// <summary>
/// Max-min rates as fractions without any rounding: the least fair share of all links is given to the flows of that link, which
/// is then taken off the network with them, and so on (Bertsekas and Gallager, "Data Networks", 6.5.2).
/// </summary>
internal static class ExactFilling
{
    public static (BigInteger Over, BigInteger Under)[] Rates(IReadOnlyList<BigInteger> capacities, IReadOnlyList<SlowFlow> flows)
    {
        // A cap is a link of its own here.
        List<(BigInteger Over, BigInteger Under)> rest = [.. capacities.Select(c => (c, BigInteger.One))];
        List<HashSet<int>> users = [.. capacities.Select(_ => new HashSet<int>())];
        for (int f = 0; f < flows.Count; f++)
        {
            foreach (int link in flows[f].Path) users[link].Add(f);
            if (flows[f].Cap == 0) continue;
            rest.Add((flows[f].Cap, BigInteger.One));
            users.Add([f]);
        }

        (BigInteger Over, BigInteger Under)[] rates = new (BigInteger, BigInteger)[flows.Count];
        while (users.Any(u => u.Count > 0))
        {
            int tightest = -1;
            for (int link = 0; link < rest.Count; link++)
                if (users[link].Count > 0 && (tightest < 0 || Less(Share(link), Share(tightest)))) tightest = link;
            (BigInteger Over, BigInteger Under) share = Share(tightest);
            foreach (int flow in users[tightest].ToArray())
            {
                rates[flow] = share;
                for (int link = 0; link < rest.Count; link++)
                    if (users[link].Remove(flow)) rest[link] = Minus(rest[link], share);
            }
        }

        return rates;

        (BigInteger Over, BigInteger Under) Share(int link) => (rest[link].Over, rest[link].Under * users[link].Count);
    }

    private static bool Less((BigInteger Over, BigInteger Under) a, (BigInteger Over, BigInteger Under) b) =>
        a.Over * b.Under < b.Over * a.Under;

    private static (BigInteger Over, BigInteger Under) Minus(
        (BigInteger Over, BigInteger Under) a, (BigInteger Over, BigInteger Under) b)
    {
        BigInteger over = (a.Over * b.Under) - (b.Over * a.Under), under = a.Under * b.Under;
        BigInteger common = BigInteger.GreatestCommonDivisor(over, under);
        return common.IsZero ? (over, under) : (over / common, under / common);
    }
}
