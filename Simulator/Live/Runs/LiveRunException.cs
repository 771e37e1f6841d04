namespace Fleek.Sim.Live.Runs;

/// <summary>A live run cannot begin or go on.</summary>
/// <param name="help">How to mend it, or null.</param>
public sealed class LiveRunException(string message, string? help, Exception? inner = null) : Exception(message, inner)
{
    public string? Help { get; } = help;
}
