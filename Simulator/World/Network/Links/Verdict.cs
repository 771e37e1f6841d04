using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>What a link's behaviour does with one transmission.</summary>
internal enum VerdictKind : byte
{
    /// <summary>Nothing: the next behaviour judges.</summary>
    Pass,

    /// <summary>It comes later by <see cref="Verdict.Delay"/>; the next behaviour judges.</summary>
    DeliverAfter,

    /// <summary>It never comes; nobody judges further.</summary>
    Drop,

    /// <summary>A copy follows <see cref="Verdict.Delay"/> behind; the next behaviour judges each apart.</summary>
    Duplicate,
}

/// <summary>A verdict is data: who asked for it carries it out.</summary>
/// <param name="Delay">Not negative; zero where the kind has none.</param>
internal readonly record struct Verdict(VerdictKind Kind, Duration Delay)
{
    public static readonly Verdict Pass = new(VerdictKind.Pass, Duration.Zero);
    public static readonly Verdict Drop = new(VerdictKind.Drop, Duration.Zero);

    public static Verdict DeliverAfter(Duration delay) => new(VerdictKind.DeliverAfter, delay);

    public static Verdict DuplicateAfter(Duration delay) => new(VerdictKind.Duplicate, delay);
}
