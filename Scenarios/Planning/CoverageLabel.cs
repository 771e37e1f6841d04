using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Where nodes are, in a few words for tables and legends.</summary>
internal static class CoverageLabel
{
    /// <summary><c>population</c>, <c>list aws.csv</c>; null where the value sets something else.</summary>
    public static string? Of(Layer layer)
    {
        if (layer.Assignments.Any(a => a.Value is null || a.Key.Path is not (CoverageKeys.Placement or CoverageKeys.Locations))) return null;
        IEnumerable<string> words = layer.Assignments.OrderByDescending(a => a.Key.Path, StringComparer.Ordinal)
            .Select(a => a.Key.Kind == KeyKind.Path ? Path.GetFileName(a.Value!.Text) : a.Value!.Text);
        return string.Join(' ', words);
    }
}
