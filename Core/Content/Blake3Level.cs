namespace Fleek.Core.Content;

/// <summary>Which instructions the hashing of chunks may use, the narrowest first.</summary>
internal enum Blake3Level
{
    /// <summary>One chunk at a time in general registers.</summary>
    Scalar,
}
