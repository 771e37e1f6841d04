namespace Fleek.Analysis.Comparing;

/// <summary>What a comparison says of one measure of one cell.</summary>
public enum ChangeVerdict
{
    /// <summary>No difference, or none that could be larger than what is tolerated.</summary>
    Unchanged,

    /// <summary>Certainly worse, and by more than is tolerated.</summary>
    Worse,

    /// <summary>Certainly worse, and by no more than is tolerated.</summary>
    Tolerated,

    /// <summary>Certainly better.</summary>
    Better,

    /// <summary>Certainly different, of a measure that has no better side.</summary>
    Different,

    /// <summary>Neither a change nor its absence is certain: more seeds would tell.</summary>
    Inconclusive,

    /// <summary>It looks worse, and so few seeds can never be certain of it.</summary>
    TooFewSeeds,

    /// <summary>Some run observed it on one side alone.</summary>
    Incomparable,
}
