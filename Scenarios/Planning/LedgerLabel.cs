using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>
/// A ledger in a few words, for tables and legends: <c>exponential 2.5 s</c>, <c>mysticeti n=49</c>. Different ledgers have different labels:
/// what a label leaves out has its default.
/// </summary>
internal static class LedgerLabel
{
    public static string Of(ResolvedSettings settings)
    {
        string law = settings[LedgerKeys.Distribution].Text;
        bool rounds = law == LedgerKeys.InRounds;
        List<string> words = [rounds ? $"{settings[LedgerKeys.Protocol].Text} n={settings[LedgerKeys.Validators].Text}" : law];
        if (settings.Find(LedgerKeys.Lag) is { } lag) words.Add(lag.Text);
        words.AddRange(settings.InOrder().Where(IsTold).Select(s => $"{s.Key.Name.Replace('_', ' ')} {s.Text}"));
        return string.Join(' ', words);
    }

    private static bool IsTold(Setting setting) =>
        setting.Key.Block == LedgerKeys.Block && !ResolvedSettings.IsDefault(setting)
        && setting.Key.Path is not (LedgerKeys.Distribution or LedgerKeys.Lag or LedgerKeys.Protocol or LedgerKeys.Validators);
}
