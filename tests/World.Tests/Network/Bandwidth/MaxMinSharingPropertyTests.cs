using System.Numerics;
using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Bandwidth;

namespace Fleek.Tests.World.Network.Bandwidth;

public sealed class MaxMinSharingPropertyTests
{
    /// <summary>Random cases of each property.</summary>
    private static readonly int Cases = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 100_000 : 2_000;

    private static readonly Gen<long> LargeCapacity = Gen.Long[1_000_000, 10_000_000_000];

    /// <summary>Small numbers make ties and remainders, large ones make real rates; 0 is an outage.</summary>
    private static readonly Gen<long> Capacity =
        Gen.OneOf(Gen.Long[0, 30], Gen.Long[1, 4].Select(n => n * 12), LargeCapacity);

    private static readonly Gen<long> Cap = Gen.OneOf(Gen.Const(0L), Gen.Const(0L), Gen.Long[1, 12], Gen.Long[1, 5_000_000_000]);

    private static readonly Gen<long> Nanoseconds =
        Gen.OneOf(Gen.Const(0L), Gen.Long[1, 1_000], Gen.Long[1, 1_000_000_000], Gen.Long[1, 10_000_000_000]);

    private static readonly Gen<(int What, int[] Links, long Bits, long Cap, long Nanoseconds)> Step = Gen.Select(
        Gen.Int[0, 9], Gen.Int[0, 7].Array[1, 4], Gen.OneOf(Gen.Long[1, 100], Gen.Long[1, 5_000_000_000]), Cap, Nanoseconds);

    private static readonly Gen<(long[] Capacities, (int What, int[] Links, long Bits, long Cap, long Nanoseconds)[] Steps)>
        History = Gen.Select(Capacity.Array[1, 8], Step.Array[1, 40]);

    [Fact]
    public void Rates_amounts_and_ends_are_those_of_filling_from_nothing() => History.Sample((capacities, steps) =>
    {
        Mirror mirror = new(capacities);
        foreach (var (what, links, bits, cap, nanoseconds) in steps)
        {
            Apply(mirror, what, links, bits, cap, nanoseconds);
            // Some changes are looked at only together with the next.
            if (bits % 3 > 0) mirror.Check();
        }

        mirror.Check();
    }, iter: Cases);

    [Fact]
    public void Rates_are_the_exact_fractions_of_a_network_shaved_by_less_than_one_bit_per_second_for_each_flow() =>
        History.Sample((capacities, steps) =>
        {
            Mirror mirror = Build(capacities, steps);
            long[] rates = [.. mirror.Flows.Select(f => mirror.Sharing.RateOf(f.Id))];
            BigInteger[] shaved = [.. mirror.Capacities.Select(c => (BigInteger)c)];
            for (int link = 0; link < shaved.Length; link++)
            {
                int[] users = [.. Enumerable.Range(0, rates.Length).Where(f => mirror.Flows[f].Shape.Path.Contains(link))];
                BigInteger used = users.Aggregate(BigInteger.Zero, (sum, f) => sum + rates[f]);
                Assert.True(used <= shaved[link], "more than the capacity is given away");
                if (shaved[link] - used < users.Length) shaved[link] = used;
            }

            (BigInteger Over, BigInteger Under)[] exact = ExactFilling.Rates(shaved, mirror.Slow);
            for (int f = 0; f < rates.Length; f++) Assert.Equal(exact[f].Over, rates[f] * exact[f].Under);
        }, iter: Cases);

    [Fact]
    public void Where_flows_cross_two_links_the_rounding_stays_below_one_bit_per_second_for_each_membership() =>
        Gen.Select(LargeCapacity.Array[2, 8], Gen.Int[0, 7].Array[2].Array[1, 40]).Sample((capacities, paths) =>
        {
            Mirror mirror = new(capacities);
            foreach (int[] path in paths) mirror.Start(Path(path, capacities.Length), 0, 0);
            int memberships = mirror.Flows.Sum(f => f.Shape.Path.Length);
            (BigInteger Over, BigInteger Under)[] exact =
                ExactFilling.Rates([.. mirror.Capacities.Select(c => (BigInteger)c)], mirror.Slow);
            for (int f = 0; f < exact.Length; f++)
            {
                BigInteger error = BigInteger.Abs(exact[f].Over - (mirror.Sharing.RateOf(mirror.Flows[f].Id) * exact[f].Under));
                Assert.True(error < memberships * exact[f].Under);
            }
        }, iter: Cases);

    [Fact]
    public void Rates_depend_on_the_flows_and_not_on_their_order_or_the_numbers_of_links() =>
        Gen.Select(History, Gen.Int[0, int.MaxValue]).Sample((history, seed) =>
        {
            Mirror mirror = Build(history.Capacities, history.Steps);
            int links = mirror.Capacities.Count;
            RandomStream random = new((ulong)seed, 7, 0);
            int[] place = Shuffled(links, ref random), order = Shuffled(mirror.Flows.Count, ref random);
            Mirror other = new(Enumerable.Range(0, links).Select(i => mirror.Capacities[Array.IndexOf(place, i)]));
            FlowId[] ids = new FlowId[order.Length];
            foreach (int f in order)
            {
                SlowFlow flow = mirror.Flows[f].Shape;
                ids[f] = other.Start([.. flow.Path.Select(link => place[link]).Reverse()], 0, flow.Cap);
            }

            Assert.Equal(mirror.Flows.Select(f => mirror.Sharing.RateOf(f.Id)), ids.Select(other.Sharing.RateOf));
        }, iter: Cases);

    [Fact]
    public void The_changed_rates_are_those_that_differ_and_no_others() => History.Sample((capacities, steps) =>
    {
        Mirror mirror = new(capacities);
        Dictionary<FlowId, long> told = [];
        List<FlowId> changed = [];
        foreach (var (what, links, bits, cap, nanoseconds) in steps)
        {
            Apply(mirror, what, links, bits, cap, nanoseconds);
            changed.Clear();
            mirror.Sharing.TakeChangedRates(changed);
            FlowId[] expected = [.. mirror.Flows.Where(f => !f.Finite).Select(f => f.Id)
                .Where(id => !told.TryGetValue(id, out long before) || before != mirror.Sharing.RateOf(id))
                .OrderBy(id => id.Number)];
            Assert.Equal(expected, changed);
            foreach (FlowId id in changed) told[id] = mirror.Sharing.RateOf(id);
        }
    }, iter: Cases);

    private static Mirror Build(
        long[] capacities, (int What, int[] Links, long Bits, long Cap, long Nanoseconds)[] steps)
    {
        Mirror mirror = new(capacities);
        foreach (var (what, links, bits, cap, nanoseconds) in steps) Apply(mirror, what, links, bits, cap, nanoseconds);
        return mirror;
    }

    private static void Apply(Mirror mirror, int what, int[] links, long bits, long cap, long nanoseconds)
    {
        if (what <= 3) mirror.Start(Path(links, mirror.Capacities.Count), what == 0 ? 0 : bits, cap);
        else if (what == 4) mirror.Start(Path(links, mirror.Capacities.Count), 0, cap);
        else if (what == 5) mirror.SetCapacity(links[0] % mirror.Capacities.Count, bits);
        else if (what <= 7 && mirror.Flows.Count > 0) mirror.End((int)(bits % mirror.Flows.Count));
        else mirror.Advance(nanoseconds);
    }

    private static int[] Path(int[] links, int count) => [.. links.Select(i => i % count).Distinct()];

    private static int[] Shuffled(int count, ref RandomStream random)
    {
        int[] numbers = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)random.NextBelow(i + 1);
            (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
        }

        return numbers;
    }
}
