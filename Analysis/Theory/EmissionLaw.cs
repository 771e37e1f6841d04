using Fleek.Scenarios.Model;

namespace Fleek.Analysis.Theory;

/// <summary>What is issued in a year of the clock, as long as the run is within the first year of epochs.</summary>
public static class EmissionLaw
{
    private const double SecondsPerYear = 365 * 86_400.0;

    /// <summary>
    /// Inflation, times the epochs of a year of the clock over those that a year counts: 48 times the inflation for epochs of 30 minutes of which a
    /// year counts 365.
    /// </summary>
    /// <returns>Null where a year of epochs ends within the run.</returns>
    public static double? IssuedOfSupply(RewardSpec rewards)
    {
        double byClock = SecondsPerYear / rewards.Epoch.Seconds;
        double counted = rewards.EpochsAsDays ? 365 : Math.Floor(byClock);
        return rewards.Epochs > counted || rewards.Revenue.Units == 0 ? null : rewards.InflationPercent / 100.0 * byClock / counted;
    }
}
