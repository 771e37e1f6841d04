using Fleek.Analysis.Theory.Catalogue;

namespace Fleek.Sim.Cli.Explaining;

/// <summary><c>explain lock-step</c>: a closed form, without numbers; <c>theory</c> has those.</summary>
internal static class LawExplanation
{
    public static IEnumerable<string> Names => Laws.All.Select(l => l.Name);

    public static IReadOnlyList<string>? Find(string thing) => Laws.Find(thing) is { } law
        ?
        [
            $"{law.Name}: {law.Title}",
            .. Prose.Wrap($"Formula: {law.Formula}"),
            .. Prose.Wrap($"Assumes: {law.Assumes}"),
            .. Prose.Wrap($"Source: {law.Source}"),
            .. Prose.Wrap($"`fleek-sim theory {law.Name}` gives its numbers."),
        ]
        : null;
}
