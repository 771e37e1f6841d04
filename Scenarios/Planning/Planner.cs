using Fleek.Scenarios.Files;
using Fleek.Scenarios.Filtering;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Makes a plan of a scenario file and a request. A pure function of them and of the hashes of the files they
/// name.</summary>
public static class Planner
{
    /// <summary>More runs than this need the user's word (<c>--yes</c>); the command line asks for it.</summary>
    public const int RunLimit = 10_000;

    /// <summary>More cells than this are no plan at all.</summary>
    public const int MaxCells = 100_000;

    /// <summary>More runs than this are no plan at all.</summary>
    public const int MaxRuns = 100_000_000;

    /// <param name="sha256OfFile">SHA-256 of a file by its full path, in hex; null where it cannot be read.</param>
    public static PlanResult Build(SourceText file, PlanRequest request, Func<string, string?> sha256OfFile)
    {
        DiagnosticSink sink = new();
        ScenarioFile? read = ScenarioFileReader.Read(file, sink);
        List<SetArgument> sets = [.. request.Sets.Select(s => SetArgument.Read(s, sink)).OfType<SetArgument>()];
        WhereClause? where = request.Where is { } text ? ReadWhere(text, sink) : null;
        IReadOnlyList<ulong>? seeds = request.Seeds is { } list
            ? SeedList.Read(list, new Mark(new SourceText("--seeds", list), 1, 1, Math.Max(1, list.Length)), sink)
            : null;
        ScenarioBlock? scenario = read is null ? null : Find(read, request.Scenario, sink);
        if (sink.Count > 0 || read is null || scenario is null) return new(null, sink.Sorted);

        PlanBuilder builder = new(read, scenario, new InputFiles(file, sha256OfFile), sink);
        Plan? plan = builder.Build(request.Sweep, Last(sets), where, seeds);
        return sink.Count > 0 ? new(null, sink.Sorted)
            : new(plan ?? throw new InvalidOperationException("a plan was refused without a reason"), []);
    }

    internal static ScenarioBlock? Find(ScenarioFile file, string name, DiagnosticSink sink)
    {
        if (file.Scenarios.FirstOrDefault(s => s.Name == name) is { } found) return found;
        IEnumerable<string> names = file.Scenarios.Select(s => s.Name);
        sink.AddWhole(Codes.UnknownScenario, $"no scenario '{Shown.Short(name)}'", file.Source.Path,
            Spelling.DidYouMean(name, names),
            "fleek-sim list shows every scenario");
        return null;
    }

    internal static WhereClause? ReadWhere(string text, DiagnosticSink sink) =>
        WhereParser.Parse(text, new Mark(new SourceText("--where", text), 1, 1, Math.Max(1, text.Length)), sink);

    /// <summary>Of several settings of one key the last one, in its place.</summary>
    internal static List<SetArgument> Last(List<SetArgument> sets) =>
        [.. sets.Where((set, i) => sets.FindLastIndex(s => s.Path == set.Path) == i)];
}
