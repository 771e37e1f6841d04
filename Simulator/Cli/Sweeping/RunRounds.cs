using Fleek.Analysis.Store;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>
/// What a folder wants to be run next. Once everything, where every cell has all seeds; where seeds are added until a measure is known
/// well enough, what each open cell needs for its next look.
/// </summary>
internal sealed class RunRounds(ResultsFolder folder, ReusableRuns reusable)
{
    /// <summary>Runs that were not made but taken from other plans.</summary>
    public int Reused { get; private set; }

    /// <param name="failed">Cells of which a run has failed since the start: to repeat that at once would be to no purpose.</param>
    public IReadOnlyList<RunTask> Next(IReadOnlyCollection<string> failed)
    {
        while (true)
        {
            RunTask[] wanted = [.. folder.Wanted().Select(w => new RunTask(w.Cell, w.Seed)).Where(t => !failed.Contains(t.Cell.Id))];
            int taken = reusable.Take(folder, wanted);
            if (taken == 0) return wanted;
            Reused += taken;
        }
    }
}
