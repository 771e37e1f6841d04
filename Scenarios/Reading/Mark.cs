namespace Fleek.Scenarios.Reading;

/// <summary>Where something stands in a text: line and column from 1, and how many characters of that line it takes.</summary>
internal readonly record struct Mark(SourceText Source, int Line, int Column, int Length)
{
    /// <summary>A part of what this marks, for a scalar that stands on one line as it is written.</summary>
    public Mark Part(int offset, int length) => this with { Column = this.Column + offset, Length = Math.Max(1, length) };
}
