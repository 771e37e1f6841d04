using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Settings;

/// <summary>One key's value, read and checked on its own; what depends on other keys is checked with the whole cell.</summary>
internal sealed record Setting
{
    public required KeySpec Key { get; init; }

    /// <summary>Canonical, as a scenario file would have it: reading it gives this setting again.</summary>
    public required string Text { get; init; }

    /// <summary>Where it was written; null for a default.</summary>
    public Mark? At { get; init; }

    /// <summary>
    /// Quantities: in the kind's base unit (ns, bytes, bit/s, chunks/s, 1). Money: base units where written in credit, else
    /// chunks.
    /// </summary>
    public ExactNumber Number { get; init; }

    /// <summary>Money written in chunk prices.</summary>
    public bool InChunks { get; init; }

    public IReadOnlyList<ulong> Seeds { get; init; } = [];

    public IReadOnlyList<string> Measures { get; init; } = [];

    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>Files: SHA-256 of the content, once it was read; the text is then the full path.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Money in base units, exact; it may not be whole.</summary>
    /// <param name="price">Price of a chunk in base units, exact.</param>
    public ExactNumber InBaseUnits(ExactNumber price) =>
        this.InChunks && price.ToWhole() is { } units ? this.Number.Times(units) : this.Number;
}
