using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// The cause of the interrupt that a process gets when its place in a <see cref="PreemptiveResource"/> is taken.
/// </summary>
public sealed class Preempted(Process? by, DateTime usageSince)
{
    /// <summary>Who took it; null if that was no process.</summary>
    public Process? By { get; } = by;

    /// <summary>Since when the place had been held.</summary>
    public DateTime UsageSince { get; } = usageSince;
}
