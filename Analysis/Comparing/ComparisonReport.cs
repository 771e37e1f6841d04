namespace Fleek.Analysis.Comparing;

/// <summary>What a comparison found.</summary>
/// <param name="Rows">Cell by cell in the plan's order, in each the measures in theirs.</param>
/// <param name="Runs">Pairs of runs that were compared.</param>
/// <param name="Differing">Pairs of which trace or measures differ.</param>
/// <param name="Tests">Tests that shared the family's chance of a false alarm.</param>
public sealed record ComparisonReport(IReadOnlyList<ComparedMeasure> Rows, int Runs, int Differing, int Tests)
{
    /// <summary>Every run did the same and counted the same: nothing had to be judged.</summary>
    public bool Unchanged => Runs > 0 && Differing == 0;

    public IEnumerable<ComparedMeasure> Worse => With(ChangeVerdict.Worse);

    public IEnumerable<ComparedMeasure> Inconclusive => With(ChangeVerdict.Inconclusive);

    /// <summary>What could not be judged at all, so that nothing may pass for it.</summary>
    public IEnumerable<ComparedMeasure> Unjudged => Rows.Where(r => r.Verdict is ChangeVerdict.TooFewSeeds or ChangeVerdict.Incomparable);

    public IEnumerable<ComparedMeasure> With(ChangeVerdict verdict) => Rows.Where(r => r.Verdict == verdict);
}
