using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

/// <summary>Laws of the time from an event to those that it schedules, each hard for some queue.</summary>
internal sealed record DelayLaw(string Name, DelayLaw.Draw Next)
{
    public delegate long Draw(ref RandomStream random);

    public static IReadOnlyList<DelayLaw> All { get; } =
    [
        new("exponential", (ref RandomStream r) => (long)(r.NextExponential() * 1e6)),
        new("constant", (ref RandomStream _) => 1_000_000),
        new("bimodal", (ref RandomStream r) => r.NextBelow(100) == 0 ? 1_000_000_000 : r.NextBelow(2000)),
        new("millisecond grid", (ref RandomStream r) => 1_000_000 * r.NextBelow(20)),
        new("none", (ref RandomStream _) => 0),
        new("mostly none", (ref RandomStream r) => r.NextBelow(50) == 0 ? r.NextBelow(1_000_000) : 0),
        new("a nanosecond or none", (ref RandomStream r) => r.NextBelow(2)),
        new("Pareto", (ref RandomStream r) => (long)(100 / (r.NextPositiveUniform() * r.NextPositiveUniform()))),
        new("any magnitude", (ref RandomStream r) => r.NextBelow(1L << (int)r.NextBelow(45))),
        new("powers of two, give or take", (ref RandomStream r) => Math.Max(0, (1L << (int)r.NextBelow(40)) + r.NextBelow(3) - 1)),
        new("triangle", (ref RandomStream r) => r.NextBelow(1_000_000) + r.NextBelow(1_000_000)),
        new("now, soon and far", (ref RandomStream r) => r.NextBelow(3) switch { 0 => 0, 1 => r.NextBelow(300), _ => 1L << 40 }),
    ];
}
