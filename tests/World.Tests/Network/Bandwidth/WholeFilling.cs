namespace Fleek.Tests.World.Network.Bandwidth;

/// <summary>
/// The definition, acted out: all rates grow together by one bit per second; a link that cannot give one more to each of its
/// growing flows stops them all, a cap stops its flow. Only the steps in which nothing stops are skipped.
/// </summary>
internal static class WholeFilling
{
    public static long[] Rates(IReadOnlyList<long> capacities, IReadOnlyList<SlowFlow> flows)
    {
        long[] rates = new long[flows.Count];
        bool[] growing = new bool[flows.Count];
        Array.Fill(growing, true);
        long level = 0;
        while (growing.Contains(true))
        {
            long[] reach = new long[capacities.Count];
            for (int link = 0; link < capacities.Count; link++) reach[link] = Reach(link, capacities, flows, rates, growing);
            level = Math.Max(level, reach.Min());
            for (int f = 0; f < flows.Count; f++)
                if (growing[f] && flows[f].Cap > 0) level = Math.Min(level, flows[f].Cap);
            for (int f = 0; f < flows.Count; f++)
                if (growing[f]) rates[f] = level;
            for (int f = 0; f < flows.Count; f++)
                if ((level > 0 && flows[f].Cap == level) || flows[f].Path.Any(link => reach[link] == level)) growing[f] = false;
        }

        return rates;
    }

    /// <summary>The rate to which a link's growing flows may go together.</summary>
    private static long Reach(
        int link, IReadOnlyList<long> capacities, IReadOnlyList<SlowFlow> flows, long[] rates, bool[] growing)
    {
        long rest = capacities[link], count = 0;
        for (int f = 0; f < flows.Count; f++)
        {
            if (!flows[f].Path.Contains(link)) continue;
            if (growing[f]) count++;
            else rest -= rates[f];
        }

        return count == 0 ? long.MaxValue : rest / count;
    }
}
