namespace Fleek.Sim.Cli.Progress;

/// <summary>How far a sweep is, at one moment.</summary>
/// <param name="Total">Runs that this start is to do, not those that were done before.</param>
/// <param name="Left">Estimate of the time that is left, or null while nothing is known.</param>
/// <param name="Now">One of the runs under way, in words.</param>
/// <param name="Exchanges">Chunk exchanges simulated since the start.</param>
internal sealed record ProgressSnapshot(
    string Scenario, string Plan, int Total, int Done, int Failed, int Running, int Jobs,
    TimeSpan Elapsed, TimeSpan? Left, string? Now, long Exchanges)
{
    public int Finished => Done + Failed;

    /// <summary>Share that is finished, of the expected work, 0 to 1.</summary>
    public double Share
    {
        get
        {
            if (Finished >= Total) return 1;
            if (Left is not { } left) return 0;
            double whole = Elapsed.TotalSeconds + left.TotalSeconds;
            return whole > 0 ? Math.Clamp(Elapsed.TotalSeconds / whole, 0, 0.999) : 0;
        }
    }
}
