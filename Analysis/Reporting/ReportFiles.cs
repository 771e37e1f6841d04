using Fleek.Analysis.Store;

namespace Fleek.Analysis.Reporting;

/// <summary>Writes figures/* and report.html into a results folder.</summary>
internal static class ReportFiles
{
    public static void Write(ResultsFolder folder) => throw new NotSupportedException(folder.Path);
}
