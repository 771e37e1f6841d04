using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Figures;

/// <summary>How a figure is laid out.</summary>
public enum FigureKind
{
    /// <summary>A measure against a number, one line per value of the other axes.</summary>
    Lines,

    /// <summary>A measure with its interval, one row per cell: for plans that vary words alone.</summary>
    Dots,

    /// <summary>Lines, each in a plot of its own beside the others: small multiples.</summary>
    Panels,

    /// <summary>A heat map of two axes.</summary>
    Map,
}

/// <summary>All that a picture is drawn from. Its points are the rows of the CSV beside it.</summary>
/// <param name="Name">File name without ending.</param>
/// <param name="Title">The scenario's question.</param>
/// <param name="Subtitle">Sizes, seeds and the kind of interval; one or more lines.</param>
/// <param name="AxisTitle">Name and unit of the varied axis.</param>
/// <param name="SeriesTitle">What the lines differ in; empty with one line.</param>
/// <param name="SeriesNames">In plan order: a line keeps its colour in every figure of the plan.</param>
public sealed record Figure(
    string Name, FigureKind Kind, string Title, string Subtitle, string AxisTitle, string SeriesTitle, MeasureDefinition Measure,
    IReadOnlyList<string> SeriesNames, IReadOnlyList<FigurePoint> Points)
{
    /// <summary>Of lines: the horizontal axis is one of factors. All its values are above zero.</summary>
    public bool LogarithmicX { get; init; }

    /// <summary>Of lines: the measure's axis is one of factors too; what is zero is drawn at its lower end.</summary>
    public bool LogarithmicY { get; init; }

    /// <summary>Of lines: values of the horizontal axis that are marked.</summary>
    public IReadOnlyList<FigureMark> Marks { get; init; } = [];

    /// <summary>Of lines: each point is named by its <see cref="FigurePoint.XText"/>.</summary>
    public bool NamesPoints { get; init; }
}
