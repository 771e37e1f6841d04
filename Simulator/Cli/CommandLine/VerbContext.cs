using System.CommandLine;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.CommandLine;

/// <summary>What a verb is given: its flags, and where to answer.</summary>
internal sealed class VerbContext(ParseResult parsed, CommonOptions common, Terminal terminal)
{
    public ParseResult Parsed { get; } = parsed;

    public Terminal Terminal { get; } = terminal;

    public bool Json { get; } = parsed.GetValue(common.Json);

    public string Out { get; } = parsed.GetValue(common.Out) ?? "results";

    /// <summary>--file and --out as they were given; null where they were not.</summary>
    public string? GivenFile { get; } = parsed.GetValue(common.File);

    public string? GivenOut { get; } = parsed.GetResult(common.Out) is { Implicit: false } ? parsed.GetValue(common.Out) : null;

    public string Progress { get; } = parsed.GetValue(common.Progress) ?? "auto";

    /// <summary>Reads the scenario file that the flags name.</summary>
    /// <exception cref="CommandException">There is none, or it cannot be read.</exception>
    public SourceText ReadScenarioFile()
    {
        string? given = Parsed.GetValue(common.File);
        string path = given ?? ScenarioFile.Default()
            ?? throw CommandException.Usage("no scenarios.yaml here", "name one: --file path/to/scenarios.yaml");
        try
        {
            return new SourceText(path, File.ReadAllText(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Usage($"cannot read the scenario file '{path}': {FileProblem.Of(problem)}");
        }
    }
}
