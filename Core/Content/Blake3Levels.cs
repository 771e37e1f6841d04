namespace Fleek.Core.Content;

/// <summary>What this processor can do.</summary>
internal static class Blake3Levels
{
    /// <summary>The widest level that this processor has.</summary>
    public static readonly Blake3Level Best = Blake3Level.Scalar;
}
