namespace Fleek.Scenarios.Model;

/// <summary>What messages of a run are made of.</summary>
public enum CryptographyMode
{
    /// <summary>Values: cryptography is taken as valid and costs its time.</summary>
    Modelled,

    /// <summary>
    /// Frames that are signed, hashed and encrypted, and opened and checked by the endpoints. Time passes as where it is modelled, so that
    /// nothing is decided otherwise.
    /// </summary>
    Real,
}

/// <param name="Calibration">Path of a file with measured costs, or null: the built-in costs.</param>
public sealed record CryptographySpec(CryptographyMode Mode, string? Calibration)
{
    /// <summary>The largest window that real cryptography runs with, in chunks: a client has so many requests under way.</summary>
    public const int MostRealWindowChunks = 32;

    /// <summary>The largest chunk that it runs with, in bytes: one block.</summary>
    public const long MostRealChunkBytes = 256 << 10;

    /// <summary>Most (user, node) lanes that it runs with: each has a client with chains and chunks of its own.</summary>
    public const int MostRealLanes = 10_000;

    public static CryptographySpec Modelled { get; } = new(CryptographyMode.Modelled, null);
}
