using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>Between two epochs of the committee nothing is proposed for a while.</summary>
/// <param name="epoch">Zero: there is one epoch.</param>
/// <param name="pause">At the beginning of each epoch but the first; shorter than an epoch.</param>
internal readonly struct EpochPauses(Duration epoch, Duration pause)
{
    /// <summary>The first time from <paramref name="ns"/> on at which a validator proposes.</summary>
    public long Next(long ns)
    {
        if (epoch == Duration.Zero || ns == Committee.Never) return ns;
        long into = ns % epoch.Nanoseconds;
        return ns >= epoch.Nanoseconds && into < pause.Nanoseconds ? ns - into + pause.Nanoseconds : ns;
    }
}
