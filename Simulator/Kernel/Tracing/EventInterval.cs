namespace Fleek.Sim.Kernel;

/// <summary>Events of a run by their ordinals, counted from 0: all from <paramref name="From"/> and before <paramref name="To"/>.</summary>
public readonly record struct EventInterval(long From, long To)
{
    public long Length => To - From;

    public bool Contains(long ordinal) => ordinal >= From && ordinal < To;
}
