namespace Fleek.Core.Incentives;

/// <summary>Who takes part in the next epoch.</summary>
public static class ParticipationRule
{
    /// <summary>A node that answered less than this share of pings, in percent, takes no part until it asks to.</summary>
    public const double LeastUptimePercent = 40;

    /// <param name="uptimePercent">What others measured; null: too few did, which is not held against it.</param>
    public static Participation AtEpochEnd(Participation before, double? uptimePercent) => before switch
    {
        Participation.OptedIn => Participation.Yes,
        Participation.Yes when uptimePercent < LeastUptimePercent => Participation.No,
        Participation.OptedOut => Participation.No,
        _ => before,
    };
}
