using System.Buffers.Binary;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Storage.Contents;

/// <summary>
/// The hash tree beside a content's bytes: "FXTREE", zero, version; the content's length, 8 bytes; the tree over its blocks, 32 bytes a
/// node. What is read is proved by the content's id.
/// </summary>
internal static class TreeFile
{
    private const int HeadBytes = 16;

    private static ReadOnlySpan<byte> Magic => "FXTREE\0\u0001"u8;

    public static byte[] Encode(ContentTree tree, long bytes)
    {
        byte[] file = new byte[HeadBytes + (tree.Nodes.Length * Hash256.Length)];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteInt64BigEndian(file.AsSpan(Magic.Length), bytes);
        for (int i = 0; i < tree.Nodes.Length; i++) tree.Nodes[i].CopyTo(file.AsSpan(HeadBytes + (i * Hash256.Length)));
        return file;
    }

    /// <summary>The tree of this content, and its length in bytes.</summary>
    /// <exception cref="ContentFormatException">It is no such file, or of another content.</exception>
    public static (ContentTree Tree, long Bytes) Decode(ReadOnlySpan<byte> file, in Hash256 content)
    {
        if (file.Length < HeadBytes || !file.StartsWith(Magic)) throw new ContentFormatException("its tree is no tree of this version");
        long bytes = BinaryPrimitives.ReadInt64BigEndian(file[Magic.Length..]);
        if (!ContentTree.TryRead(file[HeadBytes..], out ContentTree? tree) || tree!.Root != content)
            throw new ContentFormatException("its tree does not lead to its hash");
        if (bytes < 0 || BlocksOf(bytes) != tree.Blocks) throw new ContentFormatException("its tree is of another length");
        return (tree, bytes);
    }

    public static long BlocksOf(long bytes) => Math.Max(1, (bytes / ContentBlock.Bytes) + (bytes % ContentBlock.Bytes > 0 ? 1 : 0));

    /// <summary>Bytes of a block of a content of so many bytes.</summary>
    public static int LengthOf(long block, long bytes) => (int)Math.Min(ContentBlock.Bytes, bytes - (block * ContentBlock.Bytes));
}
