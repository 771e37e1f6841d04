using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Finds the files that settings name, and their hashes: full paths, so that a stored plan reads the same files from
/// anywhere.</summary>
internal sealed class InputFiles(SourceText file, Func<string, string?> sha256OfFile)
{
    private readonly SortedDictionary<string, string> found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> hashes = new(StringComparer.Ordinal);

    public IReadOnlyList<InputFile> Found => [.. this.found.Select(f => new InputFile(f.Key, f.Value))];

    /// <summary>Replaces the file settings of a cell by ones with full paths and hashes; adds the default places file.</summary>
    public void Resolve(ResolvedSettings settings, DiagnosticSink sink)
    {
        if (settings.Find(CryptographyKeys.Calibration) is { } calibration && this.Locate(calibration, sink) is { } costs)
            settings.Replace(costs);
        foreach (string path in (string[])[.. InternetKeys.Files, IncentiveKeys.List, CoverageKeys.Locations, CoverageKeys.People])
            if (settings.Find(path) is { } named && this.Locate(named, sink) is { } data) settings.Replace(data);
        if (settings.Find(KeyTable.Rtt) is not { } rtt) return;
        if (this.Locate(rtt, sink) is not { } located) return;
        settings.Replace(located);
        if (settings.Find(KeyTable.Places) is { } places)
        {
            if (this.Locate(places, sink) is { } locatedPlaces) settings.Replace(locatedPlaces);
        }
        else if (this.DefaultPlaces(located, sink) is { } beside)
        {
            settings.Replace(beside);
        }
    }

    /// <summary>The setting with its file's full path and hash, where it names one that can be read; else as it is.</summary>
    public Setting Locate(Setting setting) =>
        setting.Key.Kind == KeyKind.Path ? this.Locate(setting, new DiagnosticSink()) ?? setting : setting;

    private Setting? Locate(Setting setting, DiagnosticSink sink)
    {
        if (setting.Sha256 is not null) return setting;
        foreach (string candidate in this.Candidates(setting))
        {
            if (this.HashOf(candidate) is not { } hash) continue;
            this.found[candidate] = hash;
            return setting with { Text = candidate, Sha256 = hash };
        }

        sink.Add(Codes.InputFile, $"cannot read the file '{setting.Text}' of '{setting.Key.Path}'", setting.At,
            help: "paths are relative to the scenario file's folder");
        return null;
    }

    private IEnumerable<string> Candidates(Setting setting)
    {
        string path = setting.Text;
        bool flag = setting.At?.Source.Path.StartsWith("--", StringComparison.Ordinal) == true;
        string? folder = Full(this.Folder());
        if (folder is not null && Full(Path.Combine(folder, path)) is { } beside) yield return beside;
        if (flag && Full(path) is { } here) yield return here;
    }

    private string Folder() => Path.GetDirectoryName(file.Path) is { Length: > 0 } named ? named : ".";

    private string? HashOf(string path)
    {
        if (!this.hashes.TryGetValue(path, out string? hash)) this.hashes[path] = hash = sha256OfFile(path);
        return hash;
    }

    private Setting? DefaultPlaces(Setting rtt, DiagnosticSink sink)
    {
        KeySpec key = KeyTable.Get(KeyTable.Places);
        string[] beside = Siblings(rtt.Text);
        if (beside.Length > 1)
        {
            sink.Add(Codes.InputFile, $"{beside.Length} files servers*.csv are beside the file of '{KeyTable.Rtt}'", rtt.At,
                help: "name one with network.places");
        }

        return beside.Length == 1 ? this.Locate(new() { Key = key, Text = beside[0], At = rtt.At }, sink) : null;
    }

    private static string[] Siblings(string path)
    {
        try
        {
            string? folder = Path.GetDirectoryName(path);
            return folder is null || !Directory.Exists(folder) ? []
                : [.. Directory.EnumerateFiles(folder, "servers*.csv").Order(StringComparer.Ordinal).Take(10)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? Full(string path)
    {
        try
        {
            return path.Length == 0 ? null : Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or IOException or NotSupportedException)
        {
            return null;
        }
    }
}
