using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Fleek.Analysis.Reporting;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Store;

/// <summary>
/// The folder of one plan's results. Held exclusively from opening to <see cref="Dispose"/>. The journal is the only truth;
/// tables, figures and the report are remade from it. Every failure is a <see cref="ResultsFolderException"/>.
/// </summary>
public sealed class ResultsFolder : IDisposable
{
    private const string PlanFile = "plan.yaml", ManifestName = "manifest.json", JournalFile = "journal.jsonl";

    private readonly FileStream _lock;
    private readonly Journal _journal;
    private readonly Lock _gate = new();
    private readonly EngineInfo? _engine;
    private (IReadOnlyDictionary<RunKey, JournalEntry> Of, IReadOnlyList<CellSummary> Cells)? _summaries;

    private ResultsFolder(string path, Plan plan, Manifest manifest, FileStream held, EngineInfo? engine)
    {
        Path = path;
        Plan = plan;
        Manifest = manifest;
        _lock = held;
        _engine = engine;
        _journal = Journal.Open(In(JournalFile));
    }

    public string Path { get; }

    public Plan Plan { get; }

    /// <summary>As last written; its counts are renewed by <see cref="FinishManifest"/>.</summary>
    public Manifest Manifest { get; private set; }

    /// <summary>A snapshot of the journal: the last line of every run.</summary>
    public IReadOnlyDictionary<RunKey, JournalEntry> Entries => _journal.Entries;

    /// <summary>What the runs of each cell say together; made once until further runs are appended.</summary>
    public IReadOnlyList<CellSummary> Summaries
    {
        get
        {
            IReadOnlyDictionary<RunKey, JournalEntry> entries = Entries;
            if (_summaries is { } made && ReferenceEquals(made.Of, entries)) return made.Cells;
            IReadOnlyList<CellSummary> cells = CellStatistics.Summarise(Plan, entries);
            _summaries = (entries, cells);
            return cells;
        }
    }

    /// <summary>The last line of one run, or null.</summary>
    public JournalEntry? Find(RunKey key) => _journal.Find(key);

    /// <summary>outRoot/scenario/plan hash.</summary>
    public static string DefaultPath(string outRoot, Plan plan) => System.IO.Path.Combine(outRoot, plan.Name, plan.Hash);

    /// <summary>The first of path-2, path-3, ... that does not exist: a second folder for the same plan.</summary>
    public static string FreshPath(string path)
    {
        for (int i = 2; ; i++)
        {
            string candidate = string.Create(CultureInfo.InvariantCulture, $"{path}-{i}");
            if (!Directory.Exists(candidate) && !File.Exists(candidate)) return candidate;
        }
    }

    /// <summary>
    /// The folder under <paramref name="outRoot"/> that was started last and still misses runs; null if there is none.
    /// Folders that cannot be read are passed over.
    /// </summary>
    public static string? FindInterrupted(string outRoot)
    {
        if (!Directory.Exists(outRoot)) return null;
        (string Path, DateTimeOffset Started)? best = null;
        EnumerationOptions walk = new() { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true };
        foreach (string file in Directory.EnumerateFiles(outRoot, ManifestName, walk).Order(StringComparer.Ordinal))
        {
            try
            {
                Manifest m = ManifestFile.Read(file);
                if (m.Finished is null && (best is null || m.Started >= best.Value.Started))
                    best = (System.IO.Path.GetDirectoryName(file)!, m.Started);
            }
            catch (ResultsFolderException)
            {
                // Not a folder that could be resumed.
            }
        }

        return best?.Path;
    }

    /// <summary>Makes the folder, or opens it if it already holds this plan's results.</summary>
    /// <param name="engine">The build that is going to append; it enters the manifest with its first run.</param>
    /// <param name="commandLine">The command as a user would repeat it; kept from the folder's first making.</param>
    /// <param name="until">What ends a cell before the plan's last seed; null: nothing does, whatever was said of the folder before.</param>
    public static ResultsFolder Create(string path, Plan plan, EngineInfo engine, string commandLine, PrecisionGoal? until = null)
    {
        FileStream held = Lock(path, create: true);
        try
        {
            string manifestPath = System.IO.Path.Combine(path, ManifestName);
            if (File.Exists(manifestPath))
            {
                Manifest known = ManifestFile.Read(manifestPath);
                if (known.PlanHash != plan.Hash) throw Foreign(path, known, plan);
                if (known.Until != until) ManifestFile.Write(manifestPath, known = known with { Until = until });
                return new(path, plan, known, held, engine);
            }

            RequireEmpty(path);
            // The manifest comes last: a folder with a manifest is complete.
            DurableFile.Write(System.IO.Path.Combine(path, PlanFile), Encoding.UTF8.GetBytes(plan.ResolvedYaml));
            Manifest manifest = NewManifest(plan, engine, commandLine) with { Until = until };
            ManifestFile.Write(manifestPath, manifest);
            return new(path, plan, manifest, held, engine);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens an existing folder for a report, an export, or to resume.</summary>
    /// <param name="reader">Builds the plan from the stored one; its hash must be the manifest's.</param>
    /// <param name="engine">The build that may append runs; null if none will be.</param>
    public static ResultsFolder Open(string path, PlanReader reader, EngineInfo? engine = null)
    {
        Manifest manifest = ManifestFile.Read(System.IO.Path.Combine(path, ManifestName));
        FileStream held = Lock(path, create: false);
        try
        {
            Plan plan = Rebuild(path, manifest, reader);
            if (plan.Hash != manifest.PlanHash) throw Foreign(path, manifest, plan);
            return new(path, plan, manifest, held, engine);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Stores one finished run: safe from the end of the process when this returns, and from a loss of power within half a second of
    /// further runs or with <see cref="FinishManifest"/>. Thread-safe.
    /// </summary>
    public void Append(JournalEntry entry)
    {
        lock (_gate)
        {
            if (_engine is not null && entry.Engine == _engine.Fingerprint
                && Manifest.Engines.All(e => e.Fingerprint != entry.Engine))
            {
                Manifest = Manifest with { Engines = [.. Manifest.Engines, _engine] };
                ManifestFile.Write(In(ManifestName), Manifest);
            }
        }

        _journal.Append(entry);
    }

    /// <summary>Runs that have no good row and are to have one now, seed by seed over all cells, so that every cell gets rows early.</summary>
    public IReadOnlyList<(Cell Cell, ulong Seed)> Wanted()
    {
        if (Manifest.Until is { } goal) return new AdaptiveSeeds(Plan, goal).Wanted(Entries);
        return [.. Plan.Seeds.SelectMany(seed => Plan.Cells
            .Where(cell => Find(new(cell.Id, seed)) is not { Status: RunStatus.Done })
            .Select(cell => (cell, seed)))];
    }

    /// <summary>Writes runs.csv, runs.parquet and cells.csv; the same bytes for the same results.</summary>
    public void WriteTables()
    {
        IReadOnlyDictionary<RunKey, JournalEntry> entries = Entries;
        Table runs = RunsTable.Build(Plan, entries);
        DurableFile.Write(In("runs.csv"), stream => TableWriter.Write(runs, TableFormat.Csv, stream));
        DurableFile.Write(In("runs.parquet"), stream => TableWriter.Write(runs, TableFormat.Parquet, stream));
        Table cells = CellsTable.Build(Plan, Summaries);
        DurableFile.Write(In("cells.csv"), stream => TableWriter.Write(cells, TableFormat.Csv, stream));
    }

    /// <summary>Writes figures/* and report.html.</summary>
    public void WriteReport() => ReportFiles.Write(this);

    /// <summary>Writes the table of runs to any path.</summary>
    public void Export(TableFormat format, string path)
    {
        Table runs = RunsTable.Build(Plan, Entries);
        DurableFile.Write(path, stream => TableWriter.Write(runs, format, stream));
    }

    /// <summary>
    /// Renews the counts; sets the finished time if no run is missing, else clears it. Call it at the end of every command that
    /// ran
    /// something, interrupted or not.
    /// </summary>
    public void FinishManifest()
    {
        lock (_gate)
        {
            _journal.Flush();
            RunCounts counts = Count();
            Manifest = Manifest with { Counts = counts, Finished = counts.Missing == 0 ? DateTimeOffset.UtcNow : null };
            ManifestFile.Write(In(ManifestName), Manifest);
        }
    }

    public void Dispose()
    {
        _journal.Dispose();
        _lock.Dispose();
    }

    internal string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The folder of figures, made if it is not there.</summary>
    internal string FiguresPath()
    {
        try
        {
            return Directory.CreateDirectory(In("figures")).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ResultsFolderException.Unwritable(In("figures"), e);
        }
    }

    private RunCounts Count()
    {
        int done = 0, failed = 0;
        foreach (Cell cell in Plan.Cells)
        {
            foreach (ulong seed in Plan.Seeds)
            {
                if (Find(new(cell.Id, seed)) is not { } entry) continue;
                if (entry.Status == RunStatus.Done) done++;
                else failed++;
            }
        }

        return new(done, failed, Wanted().Count(w => Find(new(w.Cell.Id, w.Seed)) is null));
    }

    private static FileStream Lock(string path, bool create)
    {
        try
        {
            if (create) Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ResultsFolderException.Unwritable(path, e);
        }

        return FolderLock.Take(path);
    }

    private static void RequireEmpty(string path)
    {
        string[] own = [PlanFile, PlanFile + ".tmp", ManifestName + ".tmp", ".lock"];
        if (Directory.EnumerateFileSystemEntries(path).All(e => own.Contains(System.IO.Path.GetFileName(e)))) return;
        throw new ResultsFolderException(
            $"{path} holds files but no {ManifestName}: it is not a results folder",
            "give an empty or new folder with --out; nothing was written");
    }

    private static Plan Rebuild(string path, Manifest manifest, PlanReader reader)
    {
        string file = System.IO.Path.Combine(path, PlanFile);
        string yaml;
        try
        {
            yaml = File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ResultsFolderException.Unreadable(file, e);
        }

        try
        {
            return reader(new(yaml, manifest.Scenario, manifest.Sweep, manifest.Seeds, manifest.Inputs, manifest.PlanHash));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new ResultsFolderException(
                $"{file} does not give a plan: {e.Message}",
                "the file was changed, or an older version of the program wrote it", e);
        }
    }

    private static ResultsFolderException Foreign(string path, Manifest known, Plan plan) => new(
        $"{path} holds results of plan {known.PlanHash} ({known.Scenario}), not of plan {plan.Hash} ({plan.Name})",
        "results of two plans are never mixed: give another folder with --out; nothing was written");

    private static Manifest NewManifest(Plan plan, EngineInfo engine, string commandLine) => new()
    {
        Schema = new(Manifest.CurrentSchema, 1, 1),
        Scenario = plan.Name,
        PlanHash = plan.Hash,
        Sweep = plan.Axes.Count > 0,
        Cells = plan.Cells.Count,
        Seeds = plan.Seeds,
        Inputs = plan.Inputs,
        Engines = [engine],
        CommandLine = commandLine,
        Machine = new(
            RuntimeInformation.OSDescription, RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
            RuntimeInformation.FrameworkDescription, Environment.ProcessorCount),
        Started = DateTimeOffset.UtcNow,
        Counts = new(0, 0, plan.Runs),
    };
}
