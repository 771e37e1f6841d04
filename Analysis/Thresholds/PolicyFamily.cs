using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Thresholds;

/// <summary>
/// Tells which cells of a plan are one policy with different parameters: those whose labels have the same words before their first
/// number. So <c>threshold 20 chunks</c> and <c>threshold 50 chunks</c> are one family.
/// </summary>
internal static class PolicyFamily
{
    private const string FreezeRule = "payments.freeze_rule", Usual = "own-pending";

    /// <summary>
    /// By label the family's name and what tells the label from others of it: <c>threshold … chunks</c> and <c>20</c>. A label that is
    /// alone in its family is the name.
    /// </summary>
    public static IReadOnlyDictionary<string, (string Family, string Name)> Of(IEnumerable<string> labels)
    {
        Dictionary<string, (string Family, string Name)> found = [];
        foreach (IGrouping<string, string> family in labels.Distinct(StringComparer.Ordinal).GroupBy(FirstWords))
        {
            string[][] rests = [.. family.Select(label => Words(label[family.Key.Length..]))];
            int shared = rests.Length == 1 ? rests[0].Length : SharedAtTheEnd(rests);
            foreach ((string label, string[] rest) in family.Zip(rests))
            {
                string end = string.Join(' ', rest[^shared..]);
                found[label] = rests.Length == 1 ? (label, "") : ($"{family.Key.TrimEnd()} … {end}".Trim(), string.Join(' ', rest[..^shared]));
            }
        }

        return found;
    }

    /// <summary>The values of a cell's axes but that of the freeze threshold; that nodes look at their own pending goes without saying.</summary>
    public static string LabelOf(Plan plan, Cell cell)
    {
        string label = string.Join(", ", cell.Coordinates
            .Where((c, i) => plan.Axes[i].Path != ThresholdPlan.Path && (plan.Axes[i].Path != FreezeRule || c.Text != Usual)).Select(c => c.Text));
        return label.Length > 0 ? label : plan.Name;
    }

    private static string FirstWords(string label)
    {
        string[] words = label.Split(' ');
        int first = Array.FindIndex(words, w => w.Any(char.IsAsciiDigit));
        return first <= 0 ? label : string.Join(' ', words[..first]);
    }

    private static int SharedAtTheEnd(string[][] rests)
    {
        int shared = 0, most = rests.Min(r => r.Length) - 1;
        while (shared < most && rests.All(r => r[^(shared + 1)] == rests[0][^(shared + 1)])) shared++;
        return shared;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
