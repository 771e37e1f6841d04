using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Explaining;

/// <summary><c>explain exit-codes</c>.</summary>
internal static class ExitCodePage
{
    public static IReadOnlyList<string> Names { get; } = ["exit-codes"];

    public static IReadOnlyList<string>? Find(string thing) => thing != Names[0] ? null :
    [
        "Exit codes, the same for every verb:",
        .. ExitCode.Table.Select(row => $"  {row.Code,3}  {row.Meaning}"),
        "If several apply: 13, 4, 11, 10, 12 in that order.",
    ];
}
