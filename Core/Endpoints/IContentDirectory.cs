using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>What content a node can serve. Asked when a REQUEST comes, and never for bytes.</summary>
public interface IContentDirectory
{
    /// <summary>The number of blocks of a content, at least 1; false if the node does not have it.</summary>
    bool TryBlocks(in Hash256 content, out long blocks);
}
