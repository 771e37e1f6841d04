using System.IO.MemoryMappedFiles;
using Fleek.Core.Content;
using Microsoft.Win32.SafeHandles;

namespace Fleek.Sim.Live.Storage.Contents;

/// <summary>A content of a store: its tree in memory, its bytes mapped when they are first read.</summary>
internal sealed class MappedContent(StoredContent about, ContentTree tree, ContentCheck check) : IDisposable
{
    private readonly object _gate = new();

    /// <summary>The inner nodes of blocks that were compared, where once is enough.</summary>
    private readonly byte[]?[]? _compared = check == ContentCheck.FirstRead ? new byte[]?[tree.Blocks] : null;

    private SafeFileHandle? _handle;
    private MemoryMappedFile? _file;
    private MemoryMappedViewAccessor? _view;
    private unsafe byte* _bytes;

    public StoredContent About => about;

    public ContentTree Tree => tree;

    /// <summary>The block where it lies in the map; false if it is not what was stored.</summary>
    /// <param name="room">For the inner nodes of the block: <see cref="GroupTree.MaxBytes"/>.</param>
    public bool TryRead(int block, Span<byte> room, out StoredBlock stored)
    {
        stored = default;
        if (!TryMap(block, out ReadOnlySpan<byte> bytes)) return false;
        if (_compared?[block] is { } known)
        {
            stored = new StoredBlock(bytes, known);
            return true;
        }

        int length = GroupTree.Write(bytes, block, tree.Blocks == 1, room, out Core.Primitives.Hash256 leaf);
        if (leaf != tree.Leaf(block)) return false;
        if (_compared is not null) _compared[block] = room[..length].ToArray();
        stored = new StoredBlock(bytes, room[..length]);
        return true;
    }

    public unsafe void Dispose()
    {
        lock (_gate)
        {
            if (_bytes is not null) _view!.SafeMemoryMappedViewHandle.ReleasePointer();
            _bytes = null;
            _view?.Dispose();
            _file?.Dispose();
            _handle?.Dispose();
        }
    }

    private unsafe bool TryMap(int block, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryOpen()) return false;

        // Reading a map beyond its file's end kills the process.
        if (RandomAccess.GetLength(_handle!) != about.Bytes) return false;
        int length = TreeFile.LengthOf(block, about.Bytes);
        if (length > 0) bytes = new ReadOnlySpan<byte>(_bytes + ((long)block * ContentBlock.Bytes), length);
        return true;
    }

    private unsafe bool TryOpen()
    {
        lock (_gate)
        {
            if (_handle is not null) return !_handle.IsClosed;
            try
            {
                _handle = File.OpenHandle(about.DataPath, FileMode.Open, FileAccess.Read, FileShare.Read);
                if (about.Bytes == 0 || RandomAccess.GetLength(_handle) != about.Bytes) return true;
                _file = MemoryMappedFile.CreateFromFile(
                    _handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
                _view = _file.CreateViewAccessor(0, about.Bytes, MemoryMappedFileAccess.Read);
                _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _bytes);
                return true;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                _handle?.Dispose();
                _handle = null;
                return false;
            }
        }
    }
}
