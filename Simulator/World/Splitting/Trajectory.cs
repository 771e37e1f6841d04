namespace Fleek.Sim.World.Splitting;

/// <summary>
/// A run by its name: the seed that it begins with, and after which events which other seed took over what had not been drawn yet. Who
/// runs it again under the same name gets the same run, so no state has to be copied to let several runs part from one.
/// </summary>
/// <param name="Branches">In order of events.</param>
public sealed record Trajectory(ulong Seed, IReadOnlyList<Branch> Branches)
{
    public static Trajectory From(ulong seed) => new(seed, []);

    /// <summary>Another run that does the same up to an event, and parts then.</summary>
    public Trajectory After(long events, ulong seed) => new(Seed, [.. Branches, new Branch(events, seed)]);
}
