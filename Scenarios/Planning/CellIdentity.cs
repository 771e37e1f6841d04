using System.Security.Cryptography;
using System.Text;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Hashes of canonical content. What changes no result (name, question, seeds, tables) is not in a cell's id.</summary>
internal static class CellIdentity
{
    private const string Version = "fleek-sim cell 1";

    public static string Of(ResolvedSettings settings)
    {
        StringBuilder content = new(Version);
        bool measured = settings.Find(KeyTable.Rtt) is not null;
        foreach (Setting setting in settings.InOrder().Where(s => s.Key.IsOfCell))
        {
            string text = measured && setting.Key.Path == "network.delay" ? "measured" : Content(setting, settings);
            content.Append('\n').Append(setting.Key.Path).Append('=').Append(text);
        }

        return Hash(content.ToString(), 12);
    }

    public static string Hash(string content, int digits) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..digits];

    private static string Content(Setting setting, ResolvedSettings settings) => setting.Key.Kind switch
    {
        KeyKind.Word => setting.Text,
        KeyKind.Path => "sha256:" + setting.Sha256,
        KeyKind.Money => setting.InBaseUnits(settings.Price).ToString(),
        _ when setting.Key.Words.Contains(setting.Text) => setting.Text,
        _ => setting.Number.ToString(),
    };
}
