using Fleek.Scenarios.Planning;

namespace Fleek.Sim.Cli.Explaining;

/// <summary><c>explain payments.freeze_threshold</c>, and <c>explain payments</c> for all keys under it.</summary>
internal static class KeyPage
{
    private const string Everything = "keys";

    public static IEnumerable<string> Names => ScenarioKeys.All.Select(k => k.Path)
        .Concat(ScenarioKeys.All.Where(k => k.Path.Contains('.')).Select(k => k.Path[..k.Path.LastIndexOf('.')]).Distinct());

    public static IReadOnlyList<string>? Find(string thing)
    {
        if (thing == Everything) return [.. ScenarioKeys.All.SelectMany(Lines)];
        if (ScenarioKeys.All.FirstOrDefault(k => k.Path == thing) is { } key) return [.. Lines(key)];
        KeyDoc[] under = [.. ScenarioKeys.All.Where(k => k.Path.StartsWith(thing + ".", StringComparison.Ordinal))];
        return under.Length == 0 ? null : [.. under.SelectMany(Lines)];
    }

    private static IEnumerable<string> Lines(KeyDoc key)
    {
        string unit = key.Unit.Length > 0 ? $", in {key.Unit}" : "";
        string fallback = key.Default.Length > 0 ? $"; default {key.Default}" : "";
        yield return $"{key.Path}: {key.Type}{unit}{fallback}";
        foreach (string line in Prose.Wrap(key.Text)) yield return line;
    }
}
