namespace Fleek.Scenarios.Reading;

/// <summary>One thing that is wrong with a scenario file, a flag or the plan that they make.</summary>
/// <param name="Code">FS1xxx: the file; FS2xxx: the plan; FS5xxx: hosts and machines of live runs. <see cref="DiagnosticCodes"/> explains each.</param>
/// <param name="Message">One line, no period.</param>
/// <param name="File">The file as it was named, or the flag (<c>--set</c>, <c>--where</c>, <c>--seeds</c>); may be empty.</param>
/// <param name="Line">From 1; 0 where there is no position. In a flag's value it is 1.</param>
/// <param name="Column">From 1; in a flag it counts within the text that <see cref="LineText"/> shows.</param>
/// <param name="Length">Characters to underline, at least 1 where there is a position; never beyond the line.</param>
/// <param name="Note">What to write under the caret (<c>did you mean 'x'?</c>), or null.</param>
/// <param name="Help">One line on what to do, or null.</param>
public sealed record Diagnostic(
    string Code, string Message, string File, int Line, int Column, int Length, string? Note, string? Help)
{
    /// <summary>The line that <see cref="Line"/> names; null where there is no position.</summary>
    public string? LineText { get; init; }
}
