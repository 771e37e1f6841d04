namespace Fleek.Scenarios.Keys;

/// <summary>What a key's value is, and so which units it takes.</summary>
internal enum KeyKind
{
    Text,
    Path,
    Word,
    Count,
    ChunkCount,
    Duration,
    Money,
    Bytes,
    BitRate,
    ChunkRate,
    Share,
    Number,
    Seeds,
    Measures,
    Thresholds,
}
