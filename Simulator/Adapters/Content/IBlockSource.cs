using Fleek.Core.Content;
using Fleek.Core.Endpoints;

namespace Fleek.Sim.Adapters.Content;

/// <summary>One content as the driver of a node has it: its hash tree at hand, its blocks to be fetched one by one.</summary>
public interface IBlockSource : IContentDirectory
{
    /// <summary>The tree over the blocks, whose root is the content's id.</summary>
    ContentTree Tree { get; }

    /// <summary>Reads a block and makes the inner nodes of its own tree.</summary>
    /// <param name="block">From 0, below <see cref="ContentTree.Blocks"/>.</param>
    /// <param name="bytes">Room for <see cref="ContentBlock.Bytes"/>.</param>
    /// <param name="groups">Room for <see cref="GroupTree.MaxBytes"/>.</param>
    /// <exception cref="Latency.InputFileException">The block is not to be had as it was when the tree was made.</exception>
    BlockLengths Read(int block, Span<byte> bytes, Span<byte> groups);
}

/// <summary>What <see cref="IBlockSource.Read"/> wrote, in bytes.</summary>
/// <param name="Block">Of the block itself.</param>
/// <param name="Groups">Of the inner nodes of its tree.</param>
public readonly record struct BlockLengths(int Block, int Groups);
