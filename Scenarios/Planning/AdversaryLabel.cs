using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>
/// An adversary, or a whole policy of payments, in a few words for tables and legends. What a label leaves out has its default.
/// </summary>
internal static class AdversaryLabel
{
    private const string Payments = "payments.";

    /// <summary><c>eclipse</c>, <c>withdraw, withdrawal delay 0 s</c>.</summary>
    public static string Of(ResolvedSettings settings)
    {
        if (settings.Find(AdversaryKeys.Kind) is not { } kind) return "none";
        IEnumerable<string> others = settings.InOrder()
            .Where(s => s.Key.UsedWhere == AdversaryKeys.Kind && !ResolvedSettings.IsDefault(s))
            .Select(s => $"{s.Key.Name.Replace('_', ' ')} {s.Text}");
        return string.Join(", ", others.Prepend(kind.Text));
    }

    /// <summary>
    /// <c>threshold 20 chunks</c>, <c>lease 500 chunks</c>; null where the value sets something that such a label does not tell.
    /// </summary>
    public static string? OfPolicy(ResolvedSettings settings, Layer layer)
    {
        bool told = layer.Assignments.TrueForAll(a => a.Value is not null && (a.Key.Block is KeyTable.Commit or LimitKeys.LeaseBlock
            || a.Key.Path is LimitKeys.FreezeRule or LimitKeys.CapNodes));
        if (!told) return null;
        string rule = settings[LimitKeys.FreezeRule].Text;
        IEnumerable<string> limits = settings.InOrder().Where(s => s.Key.UsedWhere == LimitKeys.FreezeRule && !ResolvedSettings.IsDefault(s))
            .Select(s => $"{s.Key.Path[Payments.Length..].Replace("lease.", "", StringComparison.Ordinal).Replace('_', ' ')} {s.Text}");
        bool usual = rule == KeyTable.Get(LimitKeys.FreezeRule).Default;
        return usual ? CommitLabel.Of(settings) : string.Join(", ", [rule, .. limits, CommitLabel.Of(settings)]);
    }
}
