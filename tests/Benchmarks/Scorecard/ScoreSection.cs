namespace Fleek.Benchmarks.Scorecard;

/// <summary>One table of the scorecard. Add one by deriving a class; it is found by its name.</summary>
internal abstract class ScoreSection
{
    /// <summary>A short word to select the section on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What the table answers, as a sentence.</summary>
    public abstract string Title { get; }

    /// <summary>Measures, row by row, so that they can be shown as they come.</summary>
    public abstract IEnumerable<ScoreRow> Measure();
}
