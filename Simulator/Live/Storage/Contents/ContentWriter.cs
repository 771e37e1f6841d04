using Fleek.Core.Content;
using Fleek.Sim.Live.Native;

namespace Fleek.Sim.Live.Storage.Contents;

/// <summary>Writes one content into a folder of its own: its bytes, cut into blocks and hashed as they come, then its tree; all flushed.</summary>
internal static class ContentWriter
{
    public const string DataName = "data";
    public const string TreeName = "tree";

    /// <returns>The tree, and the content's length in bytes.</returns>
    public static async Task<(ContentTree Tree, long Bytes)> WriteAsync(Stream source, string folder, CancellationToken cancel)
    {
        ContentTree tree;
        long bytes;
        await using (FileStream data = Create(Path.Combine(folder, DataName)))
        {
            (tree, bytes) = await CopyAsync(source, data, cancel).ConfigureAwait(false);
            data.Flush(flushToDisk: true);
        }

        await using (FileStream file = Create(Path.Combine(folder, TreeName)))
        {
            await file.WriteAsync(TreeFile.Encode(tree, bytes), cancel).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        UnixCalls.FlushFolder(folder);
        return (tree, bytes);
    }

    private static async Task<(ContentTree Tree, long Bytes)> CopyAsync(Stream source, Stream data, CancellationToken cancel)
    {
        ContentTreeBuilder builder = new();
        byte[] block = new byte[ContentBlock.Bytes], next = new byte[ContentBlock.Bytes];
        int length = await FillAsync(source, block, cancel).ConfigureAwait(false);
        long bytes = 0;
        for (int number = 0; ; number++)
        {
            // The hash of a block depends on whether another follows.
            int follows = length < block.Length ? 0 : await FillAsync(source, next, cancel).ConfigureAwait(false);
            builder.AddLeaf(ContentBlock.Leaf(block.AsSpan(0, length), number, only: number == 0 && follows == 0));
            await data.WriteAsync(block.AsMemory(0, length), cancel).ConfigureAwait(false);
            bytes += length;
            if (follows == 0) return (builder.Finish(), bytes);
            (block, next, length) = (next, block, follows);
        }
    }

    private static ValueTask<int> FillAsync(Stream source, byte[] block, CancellationToken cancel) =>
        source.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancel);

    private static FileStream Create(string path)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("a live node keeps its files on Unix");
        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead, BufferSize = 0,
        });
    }
}
