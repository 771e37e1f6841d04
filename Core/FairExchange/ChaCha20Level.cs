namespace Fleek.Core.FairExchange;

/// <summary>The widest vectors that a run of <see cref="ChaCha20"/> may use; every level gives the same bytes.</summary>
internal enum ChaCha20Level
{
    /// <summary>One block at a time in plain words: any processor.</summary>
    Scalar,

    /// <summary>Two blocks at a time, a row of the state in each vector: SSSE3, NEON.</summary>
    Vector128,

    /// <summary>Eight blocks at a time, a word of the state in each vector: AVX2.</summary>
    Vector256,

    /// <summary>Sixteen blocks at a time, a word of the state in each vector: AVX-512.</summary>
    Vector512,
}
