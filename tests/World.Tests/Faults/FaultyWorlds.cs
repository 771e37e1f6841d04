using CsCheck;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Tests.World.Faults;

/// <summary>Random small worlds in which much goes wrong.</summary>
internal static class FaultyWorlds
{
    private const int Seconds = 30;

    private static readonly Gen<CommitRule> Rules = Gen.OneOf(
        Gen.Const(Worlds.EveryChunk), Gen.Long[1, 20].Select(n => Worlds.Threshold(n)), Gen.Double[0.2, 4].Select(Worlds.Interval),
        Gen.Double[0.05, 1].Select(Worlds.Coin), Gen.Double[0.1, 1].Select(a => Worlds.Hints(a, 3, Population.Serving, 0.3)));

    private static readonly Gen<LinkFaultsSpec> Links = Gen.Select(
        Gen.Double[0, 0.5], Gen.Double[1, 8], Gen.Bool, Gen.Enum<JitterLaw>(), Gen.Long[0, 300], Gen.Double[0, 0.5], Gen.Long[1, 3_000])
        .Select((loss, burst, bursts, law, jitter, share, timeout) => new LinkFaultsSpec
        {
            Loss = loss,
            LossBurst = bursts ? burst : null,
            Jitter = Duration.FromMilliseconds(jitter),
            JitterLaw = law,
            Duplicate = share,
            Reorder = share,
            ReorderDelay = Duration.FromMilliseconds(2 * jitter),
            RateLimitBitsPerSecond = bursts ? 8_000_000 : 0,
            RateBurstBytes = 300_000,
            RetransmitAfter = Duration.FromMilliseconds(timeout),
        });

    private static readonly Gen<PartitionSpec> Partitions = Gen.Select(
        Gen.Double[0, 1], Gen.Double[0, 1], Gen.Long[0, 20_000], Gen.Long[1, 10_000], Gen.Enum<CutDirection>())
        .Select((nodes, users, after, length, cut) =>
            new PartitionSpec(nodes, users, Duration.FromMilliseconds(after), Duration.FromMilliseconds(length), cut));

    private static Gen<CrashSpec> Crashes(bool losesDisk) => Gen.Select(
        Gen.Double[0, 1], Gen.Long[0, 10_000], Gen.Long[0, 10_000], Gen.Long[1, 10_000]).Select((nodes, after, spread, length) =>
            new CrashSpec(nodes, Duration.FromMilliseconds(after), Duration.FromMilliseconds(spread),
                Duration.FromMilliseconds(length), losesDisk));

    private static readonly Gen<ClocksSpec> Clocks = Gen.Select(Gen.Long[0, 5_000], Gen.Double[0, 100_000])
        .Select((offset, drift) => new ClocksSpec(Duration.FromMilliseconds(offset), drift));

    /// <summary>Each fault is there or not; whoever crashes keeps its disk, or does not.</summary>
    public static Gen<FaultsSpec> Faults(bool losesDisk) => Gen.Select(
        Links, Partitions, Crashes(losesDisk), Clocks, Gen.Int[0, 15]).Select((links, partition, crash, clocks, which) => new FaultsSpec
        {
            Links = (which & 1) == 0 ? links : null,
            Partition = (which & 2) == 0 ? partition : null,
            Crash = (which & 4) == 0 ? crash : null,
            Clocks = (which & 8) == 0 ? clocks : null,
        });

    public static Gen<Scenario> Scenarios(bool losesDisk, int maxNodes = 4) => Gen.Select(
        Faults(losesDisk), Rules, Gen.Select(Gen.Int[1, 4], Gen.Int[1, maxNodes], Gen.Long[0, 120], Gen.Long[0, 20]),
        Gen.Double[0.5, 10], Gen.Double[0, 3], Gen.Bool).Select((faults, rule, sizes, rate, lag, placed) =>
        {
            (int users, int k, long above, long freeze) = sizes;
            Scenario scenario = Worlds.Poisson(users, freeze + above, freeze, k, rate, lag, rule, Seconds);
            return scenario with
            {
                Faults = faults,
                Network = placed ? new NetworkSpec(DelayKind.Modelled, null, null, 100_000_000) : scenario.Network,
                Payments = scenario.Payments with { WindowChunks = 1 + (int)(above % 8) },
            };
        });
}
