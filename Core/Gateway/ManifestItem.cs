using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>What is at a URL.</summary>
/// <param name="Content">BLAKE3 of it.</param>
/// <param name="Bytes">Its length.</param>
public readonly record struct ManifestItem(Hash256 Content, long Bytes)
{
    /// <summary>Chunks to pay for: also an empty content is one.</summary>
    public long Blocks => System.Math.Max(1, (Bytes + ContentBlock.Bytes - 1) / ContentBlock.Bytes);
}
