namespace Fleek.Analysis.Comparing;

/// <summary>
/// What a baseline keeps of one run's decisions, so that a run that differs can be told from where on: rolling hashes after every so
/// many.
/// </summary>
/// <param name="Decisions">Commits, freezes and refusals of the run.</param>
/// <param name="Stride">Decisions between two rungs; a power of two.</param>
/// <param name="Rungs">16 bits of the hash after each stride: in one of 65,536 cases a difference is seen one rung late.</param>
/// <param name="Last">32 bits of the hash after the last decision.</param>
public sealed record DecisionRungs(long Decisions, long Stride, IReadOnlyList<ushort> Rungs, uint Last)
{
    /// <summary>Every decision, where each has its rung; null of runs with more, and of baselines that kept none.</summary>
    public IReadOnlyList<DecisionMark>? Marks { get; init; }

    /// <summary>
    /// Decisions from the first number, counted from 0, and before the second hold the first one that differs; null if all are the
    /// same.
    /// </summary>
    public static (long From, long To)? FirstDifference(DecisionRungs a, DecisionRungs b)
    {
        long stride = Math.Max(a.Stride, b.Stride), shorter = Math.Min(a.Decisions, b.Decisions), equal = 0;
        for (long at = stride; at <= shorter; at += stride)
        {
            if (a.After(at) != b.After(at)) return (equal, at);
            equal = at;
        }

        if (a.Decisions != b.Decisions) return (equal, shorter + 1);
        return a.Last == b.Last ? null : (equal, shorter);
    }

    private ushort After(long decisions) => Rungs[(int)((decisions / Stride) - 1)];
}
