namespace Fleek.Scenarios.Reading;

/// <summary>What one code means.</summary>
/// <param name="Title">A few words, without a period.</param>
/// <param name="Explanation">Why it is an error and what to do, in a sentence or a few.</param>
/// <param name="Wrong">
/// Something that gives this code: a whole file where it starts with <c>version</c> or where it cannot be read at all, a command
/// line where it starts with <c>$ </c>, else the keys of a scenario.
/// </param>
/// <param name="Right">The same, mended.</param>
public sealed record DiagnosticCode(string Code, string Title, string Explanation, string Wrong, string Right)
{
    /// <summary>The examples are of hosts.yaml.</summary>
    public bool IsOfHosts { get; init; }

    /// <summary>Found on machines and not in a text: the examples are what is there, and what should be.</summary>
    public bool IsOfMachines { get; init; }
    /// <summary>The examples are the text of a data file, which is read when a plan is run and not when it is made.</summary>
    public bool IsOfDataFile { get; init; }
}
