using System.Text.RegularExpressions;
using Fleek.Tests;

namespace Fleek.Sim.Cli.Tests.Support;

/// <summary>
/// Compares what the program says with a file of Golden/. FLEEK_SIM_UPDATE_GOLDEN=1 writes the files anew; review them like code.
/// </summary>
internal static partial class Transcript
{
    private static readonly bool _update = Environment.GetEnvironmentVariable("FLEEK_SIM_UPDATE_GOLDEN") == "1";

    public static string Of(Sandbox sandbox, Finished finished, params string[] args)
    {
        string command = string.Join(' ', args.Select(a => a.Contains(' ') ? $"'{a}'" : a));
        string text = $"$ fleek-sim {command}\n{finished.Out}";
        string error = ExchangeProgress().Replace(finished.Error, "");
        if (error.Length > 0) text += $"--- standard error\n{error}";
        return Normalise(text + $"--- exit code {finished.ExitCode}\n", sandbox);
    }

    public static void Check(string name, string actual)
    {
        string path = Path.Combine(DataFolder.Repository, "tests", "Cli.Tests", "Golden", name + ".txt");
        if (_update) File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"no golden file {path}; FLEEK_SIM_UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    /// <summary>Takes out what differs between machines, builds and runs.</summary>
    private static string Normalise(string text, Sandbox sandbox)
    {
        text = text.Replace(sandbox.Folder, "<folder>").Replace(DataFolder.Repository, "<repository>");
        text = LongHash().Replace(text, "<hash>");
        text = ShortHash().Replace(text, "<plan>");
        text = Duration().Replace(text, "<time>");
        text = Clock().Replace(text, "<time>");
        return TrailingSpace().Replace(text, "");
    }

    [GeneratedRegex(@"\b[0-9a-f]{12,64}\b")]
    private static partial Regex LongHash();

    [GeneratedRegex(@"\b(?=[0-9a-f]*[0-9])[0-9a-f]{8}\b")]
    private static partial Regex ShortHash();

    [GeneratedRegex(@"(?<=job[s]?  |~)[0-9.]+(s|m[0-9]+s|h[0-9]+m)\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?<=^clock +)\S.*$", RegexOptions.Multiline)]
    private static partial Regex Clock();

    /// <summary>Shown where an exchange takes more than a moment, as it may on a busy machine.</summary>
    [GeneratedRegex(@"^\S.*  (exchanged|hashed) [0-9]+ of .*\n", RegexOptions.Multiline)]
    private static partial Regex ExchangeProgress();

    [GeneratedRegex(@"[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex TrailingSpace();
}
