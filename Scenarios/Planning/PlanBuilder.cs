using System.Globalization;
using Fleek.Scenarios.Files;
using Fleek.Scenarios.Filtering;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Builds the plan of one scenario that was read without errors.</summary>
internal sealed class PlanBuilder(ScenarioFile file, ScenarioBlock block, InputFiles inputs, DiagnosticSink sink)
{
    private static readonly string[] LedgerMeasures = [Measures.LedgerLagMean, Measures.LedgerLagP99];
    private static readonly (string Key, string[] Measures)[] MeasuresOfKeys =
    [
        (KeyTable.Collateral, [Measures.Slashed]),
        (GroupKeys.Share, [Measures.UnpaidRatio, Measures.UnpaidRatioMinority]),
        (InternetKeys.Internet, [.. Measures.OfInternet]),
    ];

    private static readonly string[] ExposureMeasures = [Measures.Exposure, Measures.ExposureVariance, Measures.ExposureTail];

    /// <summary>Null with at least one diagnostic where there is no plan.</summary>
    public Plan? Build(bool sweep, IReadOnlyList<SetArgument> sets, WhereClause? filter, IReadOnlyList<ulong>? seeds)
    {
        AxisList axes = AxisList.Of(block, sweep, sets, sink);
        if (seeds is not null) axes.Overrides.Assignments.Add(OverrideSeeds(seeds));
        SettingStack start = new SettingStack().With(file.Defaults).With(block.Layer).With(axes.Overrides);
        ResolvedSettings settings = ResolvedSettings.Of(start, block.At, sink);
        this.ResolveMeasures(settings, axes.Axes);
        this.ResolveBaseFiles(settings, axes.Axes);
        AxisBuilder builder = new(start, block.At, sink);
        Axis?[] built = [.. axes.Axes.Select(builder.Build)];
        WhereNode? where = this.Conditions(sweep ? block.Sweep?.Where : null, filter);
        this.CheckSize(axes.Axes, settings["seeds"].Seeds.Count);
        if (sink.Count > 0) return null;

        (List<Cell> cells, int excluded) = this.BuildCells(start, axes.Axes, [.. built.Select(a => a!)], where);
        if (cells.Count == 0 && sink.Count == 0) this.ReportAllExcluded(filter);
        if (sink.Count > 0) return null;
        List<CanonicalAxis> canonical = [.. axes.Axes.Select(a =>
            new CanonicalAxis(a.Path, [.. a.Values.Select(v => this.Located(builder.Canonical(v)))]))];
        string? condition = axes.Axes.Count > 0 ? where?.Write() : null;
        string content = new CanonicalYaml(forHash: true).Write(block.Name, settings, canonical, condition);
        return new()
        {
            Name = block.Name,
            Question = settings["question"].Text,
            Axes = [.. built.Select(a => a!)],
            Cells = cells,
            ExcludedCells = excluded,
            Seeds = settings["seeds"].Seeds,
            Measures = settings["measure"].Measures,
            Tolerances = Measures.All.Where(m => settings.Find(ToleranceKeys.Of(m.Name)) is not null)
                .ToDictionary(m => m.Name, m => settings[ToleranceKeys.Of(m.Name)].Number.ToDouble()),
            Thresholds = settings.Find(KeyTable.Thresholds)?.Thresholds ?? [],
            Hash = CellIdentity.Hash(content, 8),
            ResolvedYaml = new CanonicalYaml(forHash: false).Write(block.Name, settings, canonical, condition),
            Inputs = inputs.Found,
        };
    }

    private static Assignment OverrideSeeds(IReadOnlyList<ulong> seeds)
    {
        KeySpec key = KeyTable.Get("seeds");
        Mark at = new(new SourceText("--seeds", SeedList.Write(seeds)), 1, 1, 1);
        return new(key, SettingReader.OfSeeds(key, seeds) with { At = at }, at);
    }

    private void ResolveMeasures(ResolvedSettings settings, IReadOnlyList<AxisBlock> axes)
    {
        if (StudyMeasures.Of(settings.Find(KindKeys.Kind)?.Text) is { } ofStudy)
        {
            StudyMeasures.Resolve(settings, ofStudy, block.At, sink);
            return;
        }

        bool samples = settings.Samples || axes.Any(a => a.Path.StartsWith(KeyTable.Sampling, StringComparison.Ordinal));
        bool disturbed = FaultKeys.DisturbsLinks(k => settings.Find(k) is not null)
            || axes.Any(a => a.Values.Any(v => FaultKeys.DisturbsLinks(k => v.Layer.Assignments.Any(s => s.Key.Path == k))));
        bool queues = LedgerKeys.Queues(settings[LedgerKeys.Distribution].Text)
            || axes.Any(a => a.Values.Any(v => v.Layer.Assignments.Any(s => s.Key.Path == LedgerKeys.Distribution && s.Value is { } word && LedgerKeys.Queues(word.Text))));
        bool cheats = IsThere(AdversaryKeys.Kind), moves = AdversaryKeys.MovesMoney(IsThere);
        string[] keyless = [.. MeasuresOfKeys.Where(m => !IsThere(m.Key)).SelectMany(m => m.Measures)];
        string[] moneyless = moves ? [] : IsThere(KeyTable.Collateral) ? [Measures.LedgerNegativeRate] : [Measures.LedgerNegativeRate, Measures.Unpaid];
        if (settings.Find("measure") is not { } chosen)
        {
            string[] names = [.. Measures.All.Select(m => m.Name).Where(n => !StudyMeasures.IsOfAny(n)
                && (samples || !ExposureMeasures.Contains(n)) && (disturbed || n != Measures.Retransmissions)
                    && (queues || !LedgerMeasures.Contains(n)) && !moneyless.Contains(n)
                    && (cheats || !Measures.OfAdversaries.Contains(n)) && !keyless.Contains(n))];
            settings.Replace(new() { Key = KeyTable.Get("measure"), Text = $"[{string.Join(", ", names)}]", Measures = names });
        }
        else if (chosen.Measures.FirstOrDefault(StudyMeasures.IsOfAny) is { } studied)
        {
            sink.Add(Codes.NothingToMeasure, $"the measure '{studied}' needs 'kind: {StudyMeasures.KindOf(studied)}', which the scenario lacks",
                chosen.At ?? block.At);
        }
        else if (!samples && chosen.Measures.FirstOrDefault(ExposureMeasures.Contains) is { } needless)
        {
            sink.Add(Codes.NothingSampled, $"the measure '{needless}' needs 'sampling', which the scenario lacks",
                chosen.At ?? block.At,
                help: "for example: sampling: {after: 30 s, tail: 100 chunks}");
        }
        else if (!disturbed && chosen.Measures.Contains(Measures.Retransmissions))
        {
            sink.Add(Codes.NothingFails, $"the measure '{Measures.Retransmissions}' needs faults, which the scenario lacks",
                chosen.At ?? block.At, help: "for example: network: {loss: 1 %}");
        }
        else if (!queues && chosen.Measures.FirstOrDefault(LedgerMeasures.Contains) is { } ofBlocks)
        {
            sink.Add(Codes.LedgerWithoutQueue, $"the measure '{ofBlocks}' needs a ledger with blocks, a queue or rounds, which the scenario lacks",
                chosen.At ?? block.At, help: "for example: ledger: {distribution: blocks}");
        }
        else if (!cheats && chosen.Measures.FirstOrDefault(Measures.OfAdversaries.Contains) is { } ofCheats)
        {
            sink.Add(Codes.NothingMoves, $"the measure '{ofCheats}' needs an adversary, which the scenario lacks", chosen.At ?? block.At,
                help: "for example: adversary: {kind: all-nodes}");
        }
        else if (chosen.Measures.FirstOrDefault(moneyless.Contains) is { } ofMoney)
        {
            sink.Add(Codes.NothingMoves, $"the measure '{ofMoney}' needs an adversary, deposits or a settlement, which the scenario lacks",
                chosen.At ?? block.At, help: "for example: ledger: {settlement: first-come}");
        }
        else if (chosen.Measures.FirstOrDefault(keyless.Contains) is { } lacking)
        {
            string key = MeasuresOfKeys.First(m => m.Measures.Contains(lacking)).Key;
            sink.Add(Codes.NothingToMeasure, $"the measure '{lacking}' needs '{key}', which the scenario lacks", chosen.At ?? block.At);
        }

        bool IsThere(string path) => settings.Find(path) is not null
            || axes.Any(a => a.Values.Any(v => v.Layer.Assignments.Any(s => s.Key.Path == path && s.Value is not null)));
    }

    /// <summary>Where files are an axis, the base's default places are left to each cell.</summary>
    private void ResolveBaseFiles(ResolvedSettings settings, IReadOnlyList<AxisBlock> axes)
    {
        bool stated = settings.Find(KeyTable.Places) is not null;
        inputs.Resolve(settings, sink);
        bool varied = axes.Any(a => a.Path is KeyTable.Rtt or "network");
        if (varied && !stated) settings.Remove(KeyTable.Places);
    }

    private WhereNode? Conditions(WhereClause? ofFile, WhereClause? ofFlag)
    {
        WhereNode? joined = ofFile is not null && ofFlag is not null ? new WhereAnd(ofFile.Root, ofFlag.Root)
            : (ofFile ?? ofFlag)?.Root;
        if (joined is null) return null;
        Mark at = (ofFlag ?? ofFile)!.At;
        if (WhereParser.Parse(joined.Write(), at, new DiagnosticSink()) is null)
            sink.Add(Codes.WhereSyntax, "'where' is too long or nested too deep", at);
        return joined;
    }

    private void CheckSize(IReadOnlyList<AxisBlock> axes, int seeds)
    {
        long cells = Grid.Size(axes);
        string help = "fewer values, or several scenarios";
        if (cells > Planner.MaxCells)
            sink.Add(Codes.GridTooLarge, $"the grid has {Count(cells)} cells; at most {Count(Planner.MaxCells)}", axes[0].At,
                help: help);
        else if (cells * seeds > Planner.MaxRuns)
            sink.Add(Codes.GridTooLarge, $"{Count(cells)} cells times {Count(seeds)} seeds; at most {Count(Planner.MaxRuns)} "
                + "runs", block.At, help: help);
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private (List<Cell> Cells, int Excluded) BuildCells(
        SettingStack start, IReadOnlyList<AxisBlock> axes, IReadOnlyList<Axis> built, WhereNode? where)
    {
        List<Cell> cells = [];
        Dictionary<string, Cell> byId = new(StringComparer.Ordinal);
        int excluded = 0;
        foreach (int[] point in Grid.Points(axes))
        {
            if (sink.Count >= DiagnosticSink.Capacity) break;
            DiagnosticSink found = new();
            ResolvedSettings settings = ResolvedSettings.Of(start.With(Grid.LayerAt(axes, point)), block.At, found);
            if (where is not null && !where.Holds(settings.Find, settings.Price))
            {
                excluded++;
                continue;
            }

            sink.AddAll(found.Sorted);
            if (found.Count > 0) continue;
            AxisValue[] coordinates = [.. point.Select((value, axis) => built[axis].Values[value])];
            if (this.BuildScenario(settings) is not { } scenario) continue;
            Cell cell = new(cells.Count, CellIdentity.Of(settings), coordinates, scenario);
            if (byId.TryAdd(cell.Id, cell)) cells.Add(cell);
            else this.ReportSame(cell, byId[cell.Id], axes);
        }

        return (cells, excluded);
    }

    private Scenario? BuildScenario(ResolvedSettings settings)
    {
        int before = sink.Count;
        inputs.Resolve(settings, sink);
        if (sink.Count > before) return null;
        if (new ScenarioBuilder(settings, block.At, sink).Build(block.Name) is not { } scenario) return null;
        if (scenario.IsStudy) StudyBuilder.Check(scenario, settings, block.At, sink);
        else new CrossChecks(settings, scenario, block.At, sink).Run();
        return scenario;
    }

    /// <summary>A value of a stored plan names files by their full paths.</summary>
    private CanonicalValue Located(CanonicalValue value) =>
        new([.. value.Settings.Select(s => (s.Key, s.Value is { } setting ? inputs.Locate(setting) : null))]);

    private void ReportSame(Cell cell, Cell other, IReadOnlyList<AxisBlock> axes) =>
        sink.Add(Codes.DuplicateValue, $"two cells of the grid are the same: {Name(other)} and {Name(cell)}", axes[^1].At,
            help: "an axis that changes nothing in some cells can be excluded there with 'where'");

    private static string Name(Cell cell) => "(" + string.Join(", ", cell.Coordinates.Select(c => c.Text)) + ")";

    private void ReportAllExcluded(WhereClause? filter) =>
        sink.Add(Codes.AllExcluded, "'where' excludes every cell", filter?.At ?? block.Sweep?.Where?.At ?? block.At);
}
