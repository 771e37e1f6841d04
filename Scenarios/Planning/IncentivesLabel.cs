using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>What a market is like, in a few words for tables and legends.</summary>
internal static class IncentivesLabel
{
    /// <summary><c>information delay 1, revision 0.1</c>; null where the value takes something back.</summary>
    public static string? Of(Layer layer) => layer.Assignments.Any(a => a.Value is null) ? null
        : string.Join(", ", layer.Assignments.Select(a => $"{a.Key.Name.Replace('_', ' ')} {a.Value!.Text}"));
}
