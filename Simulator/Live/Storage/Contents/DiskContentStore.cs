using System.Collections.Concurrent;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Native;
using Fleek.Sim.Live.Storage.Disks;

namespace Fleek.Sim.Live.Storage.Contents;

/// <summary>
/// Contents on disk, each in a folder named after its BLAKE3 hash: "data", its bytes as they are, and "tree", its hash tree. A content
/// appears by the renaming of its folder, once all of it is durable: wholly or not at all. Several processes may read one store.
/// </summary>
/// <remarks>Reading is safe from any thread. Every content that is read takes a file descriptor and a map of its bytes.</remarks>
public sealed class DiskContentStore : IContentStore, IDisposable
{
    private const string PartSuffix = ".part";

    private readonly string _folder;
    private readonly ContentCheck _check;
    private readonly ConcurrentDictionary<Hash256, MappedContent> _contents = new();

    /// <summary>Removed contents, whose maps may still be read.</summary>
    private readonly ConcurrentBag<MappedContent> _retired = [];

    private DiskContentStore(string folder, ContentCheck check) => (_folder, _check) = (folder, check);

    /// <summary>What stands in the store and is not served, as found when it was opened.</summary>
    public IReadOnlyList<DamagedContent> Damaged { get; private set; } = [];

    /// <summary>Told of each block that was asked for and is not what was stored; on the thread that asked.</summary>
    public Action<DamagedBlock>? BlockDamaged { get; set; }

    /// <summary>Opens a store, or makes an empty one, and removes what a crash left half done.</summary>
    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made or read.</exception>
    public static DiskContentStore Open(string folder, ContentCheck check = ContentCheck.EveryRead)
    {
        DiskContentStore store = new(Path.GetFullPath(folder), check);
        RealDisk.Instance.MakeFolder(store._folder);
        using (IDisposable? claim = FolderClaim.Take(store._folder))
        {
            // Without the claim, another process is adding: what is half done is its own.
            if (claim is not null) store.RemoveParts();
        }

        store.Load();
        return store;
    }

    /// <summary>All that is served.</summary>
    public IReadOnlyList<StoredContent> List() =>
        [.. _contents.Values.Select(content => content.About).OrderBy(about => about.DataPath, StringComparer.Ordinal)];

    /// <summary>Adds a file.</summary>
    /// <returns>Its id, the BLAKE3 hash of its bytes.</returns>
    /// <exception cref="IOException">It cannot be read, there is no room, or another process is adding.</exception>
    public async Task<Hash256> AddAsync(string path, CancellationToken cancel)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        return await AddAsync(file, cancel).ConfigureAwait(false);
    }

    /// <summary>Adds what a stream gives, to its end; memory is bounded, however long it is.</summary>
    /// <returns>Its id, the BLAKE3 hash of its bytes.</returns>
    /// <exception cref="IOException">It cannot be read, there is no room, or another process is adding.</exception>
    public async Task<Hash256> AddAsync(Stream source, CancellationToken cancel)
    {
        using IDisposable claim = Claim();
        string part = Path.Combine(_folder, Guid.NewGuid().ToString("N") + PartSuffix);
        RealDisk.Instance.MakeFolder(part);
        try
        {
            (ContentTree tree, long bytes) = await ContentWriter.WriteAsync(source, part, cancel).ConfigureAwait(false);
            Hash256 id = tree.Root;
            string folder = Path.Combine(_folder, id.ToString());
            if (_contents.ContainsKey(id)) return id;

            // What stands there and is not served is damaged, and this is the cure.
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.Move(part, folder);
            UnixCalls.FlushFolder(_folder);
            _contents[id] = new MappedContent(About(id, bytes, tree), tree, _check);
            Damaged = [.. Damaged.Where(damaged => damaged.Name != id.ToString())];
            return id;
        }
        finally
        {
            if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        }
    }

    /// <summary>
    /// Takes a content out; false if there is none. Its room on the disk comes free at once if it was not read yet, else when the store is
    /// closed.
    /// </summary>
    public bool Remove(in Hash256 content)
    {
        using IDisposable claim = Claim();
        if (!_contents.TryRemove(content, out MappedContent? removed)) return false;
        _retired.Add(removed);
        string part = Path.Combine(_folder, content + PartSuffix);
        Directory.Move(Path.Combine(_folder, content.ToString()), part);
        UnixCalls.FlushFolder(_folder);
        Directory.Delete(part, recursive: true);
        return true;
    }

    /// <summary>Reads all of a content, and returns the first block that is not what was stored; null if all are.</summary>
    public long? FirstDamaged(in Hash256 content, CancellationToken cancel)
    {
        MappedContent found = _contents[content];
        using MappedContent anew = new(found.About, found.Tree, ContentCheck.EveryRead);
        byte[] room = new byte[GroupTree.MaxBytes];
        for (int block = 0; block < found.Tree.Blocks; block++)
        {
            cancel.ThrowIfCancellationRequested();
            if (!anew.TryRead(block, room, out _)) return block;
        }

        return null;
    }

    public bool TryBlocks(in Hash256 content, out long blocks)
    {
        bool found = _contents.TryGetValue(content, out MappedContent? stored);
        blocks = stored?.Tree.Blocks ?? 0;
        return found;
    }

    public bool TryRead(in Hash256 content, long block, Span<byte> scratch, out StoredBlock stored)
    {
        stored = default;
        if (!_contents.TryGetValue(content, out MappedContent? found) || block < 0 || block >= found.Tree.Blocks) return false;
        if (found.TryRead((int)block, scratch, out stored)) return true;
        BlockDamaged?.Invoke(new DamagedBlock(content, block));
        return false;
    }

    public int Prove(in Hash256 content, long block, bool isResumed, Span<byte> proof) =>
        SliceProof.Write(_contents[content].Tree, (int)block, isResumed, proof);

    public void Dispose()
    {
        foreach (MappedContent content in _contents.Values) content.Dispose();
        foreach (MappedContent content in _retired) content.Dispose();
    }

    private IDisposable Claim() =>
        FolderClaim.Take(_folder) ?? throw new IOException($"another process is adding to the store '{_folder}', or removing from it");

    private void RemoveParts()
    {
        foreach (string part in Directory.GetDirectories(_folder, "*" + PartSuffix)) Directory.Delete(part, recursive: true);
    }

    private void Load()
    {
        List<DamagedContent> damaged = [];
        foreach (string folder in Directory.GetDirectories(_folder))
        {
            string name = Path.GetFileName(folder);
            if (name.EndsWith(PartSuffix, StringComparison.Ordinal)) continue;
            try
            {
                if (!Hash256.TryParse(name, out Hash256 id) || name != id.ToString())
                    throw new ContentFormatException("its name is no hash");
                Load(id, folder);
            }
            catch (Exception problem) when (problem is ContentFormatException or IOException or UnauthorizedAccessException)
            {
                damaged.Add(new DamagedContent(name, problem.Message));
            }
        }

        Damaged = damaged;
    }

    private void Load(in Hash256 id, string folder)
    {
        (ContentTree tree, long bytes) = TreeFile.Decode(File.ReadAllBytes(Path.Combine(folder, ContentWriter.TreeName)), id);
        StoredContent about = About(id, bytes, tree);
        long there = new FileInfo(about.DataPath).Length;
        if (there != bytes) throw new ContentFormatException($"its data has {there} bytes, not {bytes}");
        _contents[id] = new MappedContent(about, tree, _check);
    }

    private StoredContent About(in Hash256 id, long bytes, ContentTree tree) =>
        new(id, bytes, tree.Blocks, Path.Combine(_folder, id.ToString(), ContentWriter.DataName));
}
