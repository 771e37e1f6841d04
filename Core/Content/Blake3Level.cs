namespace Fleek.Core.Content;

/// <summary>Which instructions hashing may use, the narrowest first. Each level may use those below it, and all give the same bits.</summary>
internal enum Blake3Level
{
    /// <summary>General registers: every machine.</summary>
    Scalar,

    /// <summary>4 inputs at once: SSSE3, or AdvSimd on ARM.</summary>
    Vector128,

    /// <summary>8 inputs at once: AVX2.</summary>
    Vector256,

    /// <summary>16 inputs at once: AVX-512F with VL.</summary>
    Vector512,
}
