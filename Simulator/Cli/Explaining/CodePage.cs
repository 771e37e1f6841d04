using Fleek.Scenarios.Reading;

namespace Fleek.Sim.Cli.Explaining;

/// <summary><c>explain FS1002</c>: what a diagnostic means, with a wrong and a right example.</summary>
internal static class CodePage
{
    public static IEnumerable<string> Names => DiagnosticCodes.All.Select(c => c.Code);

    public static IReadOnlyList<string>? Find(string thing)
    {
        if (DiagnosticCodes.Find(thing.ToUpperInvariant()) is not { } code) return null;
        return
        [
            $"{code.Code}: {code.Title}",
            .. Prose.Wrap(code.Explanation),
            "",
            "wrong:",
            .. Prose.Indent(code.Wrong),
            "right:",
            .. Prose.Indent(code.Right),
        ];
    }
}
