using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Makes what goes wrong in one cell, and checks that all of it is over before the run's end.</summary>
internal sealed class FaultsBuilder(ResolvedSettings settings)
{
    /// <summary>Null where nothing goes wrong.</summary>
    public FaultsSpec? Build()
    {
        FaultsSpec faults = new() { Links = this.Links(), Partition = this.Partition(), Crash = this.Crash(), Clocks = this.Clocks() };
        return faults == new FaultsSpec() ? null : faults;
    }

    /// <summary>Nodes that are down and paths that are cut in the end would leave tickets that nobody can redeem.</summary>
    public static void CheckEnds(Scenario scenario, ResolvedSettings settings, Mark fallback, DiagnosticSink sink)
    {
        if (scenario.Faults?.Crash is { } crash)
            Check(FaultKeys.Crash, "the last crash", crash.After + crash.Spread + crash.For);
        if (scenario.Faults?.Partition is { } partition)
            Check(FaultKeys.Partition, "the partition", partition.After + partition.For);

        void Check(string block, string what, Duration end)
        {
            if (end <= scenario.Duration) return;
            sink.Add(Codes.FaultTooLong,
                $"{what} is over at {end}, after the duration ({settings["duration"].Text})",
                settings.Find($"{block}.for")?.At ?? fallback, help: "everything that fails is up again before users stop asking");
        }
    }

    private LinkFaultsSpec? Links()
    {
        if (FaultKeys.LinkPaths.All(path => settings.Find(path) is null)) return null;
        return new LinkFaultsSpec
        {
            Users = settings.Find(FaultKeys.DisturbedUsers)?.Number.ToDouble() ?? 1,
            Loss = this.NumberOf(FaultKeys.Loss),
            LossBurst = settings.Find(FaultKeys.LossBurst)?.Number.ToDouble(),
            Jitter = this.DurationOf(FaultKeys.Jitter),
            JitterLaw = settings.Find(FaultKeys.JitterLaw)?.Text switch
            {
                "uniform" => JitterLaw.Uniform,
                "normal" => JitterLaw.Normal,
                _ => JitterLaw.Exponential,
            },
            Duplicate = this.NumberOf(FaultKeys.Duplicate),
            Reorder = this.NumberOf(FaultKeys.Reorder),
            ReorderDelay = this.DurationOf(FaultKeys.ReorderDelay),
            RateLimitBitsPerSecond = settings.Find(FaultKeys.RateLimit)?.ToLong() ?? 0,
            RateBurstBytes = settings.Find(FaultKeys.RateBurst)?.ToLong() ?? 0,
            RetransmitAfter = settings.Find(FaultKeys.RetransmitAfter) is null
                ? LinkFaultsSpec.StandardRetransmitAfter
                : this.DurationOf(FaultKeys.RetransmitAfter),
        };
    }

    private PartitionSpec? Partition() => settings.Find($"{FaultKeys.Partition}.nodes") is null ? null : new PartitionSpec(
        this.NumberOf($"{FaultKeys.Partition}.nodes"), settings.Find($"{FaultKeys.Partition}.users")?.Number.ToDouble() ?? 1,
        this.DurationOf($"{FaultKeys.Partition}.after"), this.DurationOf($"{FaultKeys.Partition}.for"),
        settings.Find($"{FaultKeys.Partition}.direction")?.Text switch
        {
            "up" => CutDirection.Up,
            "down" => CutDirection.Down,
            _ => CutDirection.Both,
        });

    private CrashSpec? Crash() => settings.Find($"{FaultKeys.Crash}.nodes") is null ? null : new CrashSpec(
        this.NumberOf($"{FaultKeys.Crash}.nodes"), this.DurationOf($"{FaultKeys.Crash}.after"), this.DurationOf($"{FaultKeys.Crash}.spread"),
        this.DurationOf($"{FaultKeys.Crash}.for"), settings.Find($"{FaultKeys.Crash}.disk")?.Text == "lost");

    private ClocksSpec? Clocks() => KeyTable.Under(FaultKeys.Clock).All(k => settings.Find(k.Path) is null)
        ? null
        : new ClocksSpec(this.DurationOf($"{FaultKeys.Clock}.offset"), this.NumberOf($"{FaultKeys.Clock}.drift_ppm"));

    private double NumberOf(string path) => settings.Find(path)?.Number.ToDouble() ?? 0;

    private Duration DurationOf(string path) => new(settings.Find(path)?.ToLong() ?? 0);
}
