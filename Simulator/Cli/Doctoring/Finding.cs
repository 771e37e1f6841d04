namespace Fleek.Sim.Cli.Doctoring;

/// <summary>One thing that was looked at.</summary>
/// <param name="Found">What there is.</param>
/// <param name="Mend">What to do about it; null where nothing has to be done.</param>
internal sealed record Finding(string Name, FindingState State, string Found, string? Mend = null)
{
    public static Finding Ok(string name, string found) => new(name, FindingState.Ok, found);
}
