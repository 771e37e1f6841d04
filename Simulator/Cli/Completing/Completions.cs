using System.CommandLine;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Sim.Cli.Completing;

/// <summary>Words that may stand where a command line ends.</summary>
/// <param name="root">The verbs.</param>
/// <param name="scenarios">Reads the scenario file; null where there is none.</param>
internal sealed class Completions(RootCommand root, Func<SourceText?> scenarios)
{
    private static readonly string[] _needScenario = ["run", "sweep", "threshold", "rare", "cascades", "check", "replay", "determinism", "world"];

    /// <param name="words">After the program's name; the last one is being typed and may be empty.</param>
    public IEnumerable<string> Of(IReadOnlyList<string> words)
    {
        string typed = words.Count > 0 ? words[^1] : "";
        return Candidates(words, typed).Where(c => c.StartsWith(typed, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
    }

    private IEnumerable<string> Candidates(IReadOnlyList<string> words, string typed)
    {
        IEnumerable<Command> verbs = root.Subcommands.Where(c => !c.Hidden);
        if (words.Count <= 1) return typed.StartsWith('-') ? Flags(root) : verbs.Select(v => v.Name);
        if (verbs.FirstOrDefault(v => v.Name == words[0]) is not { } verb) return [];
        if (verb.Subcommands.Count > 0)
        {
            if (words.Count == 2 && !typed.StartsWith('-')) return verb.Subcommands.Select(v => v.Name);
            verb = verb.Subcommands.FirstOrDefault(v => v.Name == words[1]) ?? verb;
        }

        if (typed.StartsWith('-')) return Flags(verb).Concat(Flags(root));
        return Values(verb.Name, words.Count > 2 ? words[^2] : "", words.Count);
    }

    /// <summary>What follows a flag, or else the verb.</summary>
    private IEnumerable<string> Values(string verb, string before, int words) => before switch
    {
        "--set" => ScenarioKeys.All.Select(k => k.Path).Where(p => !p.Contains('<')).Select(p => p + "="),
        "--until-ci" => Measures.All.Select(m => m.Name + "="),
        "--only" => Measures.All.Select(m => m.Name),
        _ when before.StartsWith('-') => [],
        _ when verb == "baseline" => words == 2 ? Commands.BaselineCommand.Words : Names(),
        _ when verb == "completion" => ShellScripts.Shells,
        _ when verb == "list" => ["scenarios", "measures", "keys", "codes"],
        _ when verb == "explain" => Names().Concat(Measures.All.Select(m => m.Name)).Concat(ScenarioKeys.All.Select(k => k.Path))
            .Concat(DiagnosticCodes.All.Select(c => c.Code)).Append("exit-codes"),
        _ => _needScenario.Contains(verb) ? Names() : [],
    };

    private static IEnumerable<string> Flags(Command command) => command.Options.Where(o => !o.Hidden).Select(o => o.Name);

    private IEnumerable<string> Names() => scenarios() is { } file ? ScenarioCatalog.List(file).Scenarios.Select(s => s.Name) : [];
}
