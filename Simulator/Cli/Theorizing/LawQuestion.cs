using Fleek.Analysis.Theory.Catalogue;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Commands;

namespace Fleek.Sim.Cli.Theorizing;

/// <summary>What `--set` asks a law with.</summary>
/// <param name="Values">By parameter name, in the parameter's unit; only what was set.</param>
internal sealed record LawQuestion(IReadOnlyDictionary<string, double> Values)
{
    /// <exception cref="CommandException">A set names no parameter, names one twice, or its value is none.</exception>
    public static LawQuestion Read(Law law, IReadOnlyList<string> sets)
    {
        Dictionary<string, double> values = [];
        foreach (string set in sets)
        {
            int equals = set.IndexOf('=');
            if (equals <= 0) throw CommandException.Usage($"--set takes name=value, not '{set}'");
            string name = set[..equals].Trim(), text = set[(equals + 1)..].Trim();
            LawParameter parameter = law.Find(name) ?? throw CommandException.Usage(Unknown(law, name),
                $"{law.Name} takes {string.Join(", ", law.Parameters.Select(Spelling))}");
            double value = LawValue.Read(parameter, text);
            if (!values.TryAdd(parameter.Name, value)) throw CommandException.Usage($"'{parameter.Name}' is set twice");
        }

        return new(values);
    }

    private static string Unknown(Law law, string name) => $"{law.Name} has no parameter '{name}'"
        + TheoryCommand.Suggestion(name, law.Parameters.SelectMany(p => new[] { p.Name, p.Symbol }).Where(w => w.Length > 0));

    private static string Spelling(LawParameter p) => p.Symbol.Length > 0 && p.Symbol != p.Name
        ? $"{p.Name} ({p.Symbol})" : p.Name;
}
