using System;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Fleek.Core.Content;

/// <summary>What this processor can do.</summary>
internal static class Blake3Levels
{
    /// <summary>The widest level that this processor has.</summary>
    public static readonly Blake3Level Best = Widest();

    /// <summary>
    /// Instructions are asked for, not <c>Vector512.IsHardwareAccelerated</c>: that says what the runtime thinks worth it for
    /// short work, and is false on processors whose clock once suffered from wide vectors.
    /// </summary>
    private static Blake3Level Widest()
    {
        if (!BitConverter.IsLittleEndian) return Blake3Level.Scalar;
        if (Avx512F.VL.IsSupported) return Blake3Level.Vector512;
        if (Avx2.IsSupported) return Blake3Level.Vector256;
        return Ssse3.IsSupported || AdvSimd.Arm64.IsSupported ? Blake3Level.Vector128 : Blake3Level.Scalar;
    }
}
