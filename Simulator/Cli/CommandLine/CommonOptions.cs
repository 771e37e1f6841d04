using System.CommandLine;

namespace Fleek.Sim.Cli.CommandLine;

/// <summary>Flags that every verb takes.</summary>
internal sealed class CommonOptions
{
    public Option<string?> File { get; } = new("--file")
    {
        Description = "The scenario file (default: ./scenarios.yaml, else the repository's); of `exchange`, the file to move",
        HelpName = "path",
        Recursive = true,
    };

    public Option<string> Out { get; } = new("--out")
    {
        Description = "Where results are kept; of `exchange`, the file to write",
        HelpName = "dir",
        DefaultValueFactory = _ => "results",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the answer as one JSON object", Recursive = true };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no notes", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say more on standard error", Recursive = true };

    public Option<string> Color { get; } = Words("--color", "Colours on the terminal", "auto", "always", "never");

    public Option<string> Progress { get; } = Words("--progress", "How progress is shown", "auto", "plain", "json", "none");

    public IEnumerable<Option> All => [File, Out, Json, Quiet, Verbose, Color, Progress];

    /// <summary>An option that takes one word of a few; the first is the default.</summary>
    private static Option<string> Words(string name, string description, params string[] words)
    {
        Option<string> option = new(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => words[0],
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            string given = result.Tokens.Count > 0 ? result.Tokens[^1].Value : words[0];
            if (words.Contains(given)) return;
            string? nearest = NearestWord.Find(given, words);
            result.AddError($"{name} takes {string.Join(", ", words[..^1])} or {words[^1]}, not '{given}'"
                + (nearest is null ? "" : $"; did you mean '{nearest}'?"));
        });
        return option;
    }
}
