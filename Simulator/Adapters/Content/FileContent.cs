using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Latency;
using Microsoft.Win32.SafeHandles;

namespace Fleek.Sim.Adapters.Content;

/// <summary>
/// A file as content. It is read once for its hash tree, of which 64 bytes a block are kept, and once more block by block as blocks
/// are asked for. Each block is then hashed again, for the tree over its groups: a file that is no longer what it was is refused,
/// and never sent.
/// </summary>
public sealed class FileContent : IBlockSource, IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly long _length;

    private FileContent(string path, SafeFileHandle handle, long length, ContentTree tree) =>
        (_path, _handle, _length, Tree) = (path, handle, length, tree);

    public ContentTree Tree { get; }

    /// <summary>In bytes.</summary>
    public long Length => _length;

    /// <summary>Opens a file and makes its hash tree.</summary>
    /// <param name="hashed">Told after each block how many bytes are hashed, of how many; or null.</param>
    /// <exception cref="InputFileException">It changes while it is read, has no definite length, or is too large.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static FileContent Open(string path, Action<long, long>? hashed = null, CancellationToken cancel = default)
    {
        SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            long length = RandomAccess.GetLength(handle);
            return new FileContent(path, handle, length, TreeOf(path, handle, length, hashed, cancel));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public bool TryBlocks(in Hash256 content, out long blocks)
    {
        blocks = content == Tree.Root ? Tree.Blocks : 0;
        return blocks > 0;
    }

    public BlockLengths Read(int block, Span<byte> bytes, Span<byte> groups)
    {
        bytes = bytes[..LengthOf(block, _length)];
        if (RandomAccess.GetLength(_handle) != _length) throw Changed(_path);
        if (ReadFully(_handle, bytes, (long)block * ContentBlock.Bytes) != bytes.Length) throw Changed(_path);
        int length = GroupTree.Write(bytes, block, Tree.Blocks == 1, groups, out Hash256 leaf);
        return leaf == Tree.Leaf(block) ? new BlockLengths(bytes.Length, length) : throw Changed(_path);
    }

    public void Dispose() => _handle.Dispose();

    private static ContentTree TreeOf(
        string path, SafeFileHandle handle, long length, Action<long, long>? hashed, CancellationToken cancel)
    {
        long blocks = Math.Max(1, (length + ContentBlock.Bytes - 1) / ContentBlock.Bytes);
        if (blocks > Array.MaxLength / (2 * Hash256.Length))
            throw new InputFileException(path, 0, "is too large: its hash tree does not fit", "cut it into several files");
        ContentTreeBuilder builder = new((int)blocks);
        byte[] buffer = new byte[ContentBlock.Bytes];
        for (int block = 0; block < blocks; block++)
        {
            cancel.ThrowIfCancellationRequested();
            Span<byte> bytes = buffer.AsSpan(0, LengthOf(block, length));
            if (ReadFully(handle, bytes, (long)block * ContentBlock.Bytes) != bytes.Length) throw Changed(path);
            builder.Add(bytes);
            hashed?.Invoke(Math.Min(length, (block + 1L) * ContentBlock.Bytes), length);
        }

        // Devices and files of the kernel say that they are empty, and are not.
        if (ReadFully(handle, buffer.AsSpan(0, 1), length) != 0)
            throw new InputFileException(
                path, 0, $"holds more than the {length} bytes that it says", "it grows, or is no regular file: copy it, and name the copy");
        return builder.Finish();
    }

    private static int LengthOf(int block, long length) => (int)Math.Min(ContentBlock.Bytes, length - ((long)block * ContentBlock.Bytes));

    private static int ReadFully(SafeFileHandle handle, Span<byte> bytes, long offset)
    {
        int done = 0;
        while (done < bytes.Length)
        {
            int read = RandomAccess.Read(handle, bytes[done..], offset + done);
            if (read == 0) break;
            done += read;
        }

        return done;
    }

    private static InputFileException Changed(string path) =>
        new(path, 0, "changed while it was read", "nothing of it is kept; copy it where nobody writes, and name the copy");
}
