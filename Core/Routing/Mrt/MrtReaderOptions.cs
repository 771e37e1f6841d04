namespace Fleek.Core.Routing.Mrt;

/// <summary>How a dump is read.</summary>
public sealed record MrtReaderOptions
{
    public static MrtReaderOptions Default { get; } = new();

    /// <summary>
    /// Whether path identifiers (RFC 7911) are read where a record holds them and its subtype says that it does not. Without, such a
    /// record gives prefixes that nobody announced, as it does in programs that go by the subtype alone.
    /// </summary>
    public bool RecognisesAddPath { get; init; } = true;
}
