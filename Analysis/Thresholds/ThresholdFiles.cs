using Fleek.Analysis.Reporting;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Thresholds;

/// <summary>Writes thresholds.csv, overshoots.csv and the figures into a folder: the same bytes for the same runs.</summary>
public static class ThresholdFiles
{
    /// <summary>Folder of a plan's thresholds below the results of its scenario.</summary>
    public static string DefaultPath(string outRoot, Plan plan) => Path.Combine(outRoot, plan.Name, $"threshold-{plan.Hash}");

    /// <exception cref="ResultsFolderException">The folder cannot be written.</exception>
    public static void Write(string folder, Plan plan, IReadOnlyList<ThresholdCurve> curves, IReadOnlyList<ThresholdCheck> checks)
    {
        string figures = Path.Combine(folder, "figures");
        try
        {
            Directory.CreateDirectory(figures);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ResultsFolderException.Unwritable(figures, e);
        }

        Write(Path.Combine(folder, "thresholds.csv"), ThresholdTables.Needed(plan, curves, checks));
        Write(Path.Combine(folder, "overshoots.csv"), ThresholdTables.Overshoots(plan, curves));
        foreach (Figures.Figure figure in ThresholdFigures.Build(plan, curves)) FigureFiles.Write(figures, figure);
    }

    private static void Write(string path, Table table) =>
        DurableFile.Write(path, stream => TableWriter.Write(table, TableFormat.Csv, stream));
}
