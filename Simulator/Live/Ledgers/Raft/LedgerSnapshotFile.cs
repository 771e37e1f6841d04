using System.Globalization;
using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Fleek.Sim.Live.Native;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>A snapshot on disk, as the engine sends it to replicas that are behind. Its name says index and term of its last entry.</summary>
internal sealed class LedgerSnapshotFile : ISnapshot
{
    /// <summary>Longer ones are refused.</summary>
    public const long MaxLength = 1L << 30;

    private const string Extension = ".ledger";

    private LedgerSnapshotFile(string path, long index, long term) => (Path, Index, Term) = (path, index, term);

    public string Path { get; }

    public long Index { get; }

    public long Term { get; }

    long? IDataTransferObject.Length => new FileInfo(Path).Length;

    bool IDataTransferObject.IsReusable => true;

    /// <summary>Writes a snapshot wholly or not at all, and durably.</summary>
    public static async Task<LedgerSnapshotFile> WriteAsync(
        string folder, long index, long term, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        string path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{index}-{term}{Extension}"));
        string unfinished = path + ".new";
        await using (FileStream file = new(unfinished, FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(bytes, cancel).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
        UnixCalls.FlushFolder(folder);
        return new LedgerSnapshotFile(path, index, term);
    }

    /// <summary>All of a folder, the newest first; what was not finished is removed.</summary>
    public static IReadOnlyList<LedgerSnapshotFile> In(string folder)
    {
        List<LedgerSnapshotFile> found = [];
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            if (path.EndsWith(".new", StringComparison.Ordinal)) File.Delete(path);
            string[] parts = System.IO.Path.GetFileNameWithoutExtension(path).Split('-');
            if (path.EndsWith(Extension, StringComparison.Ordinal) && parts is [string index, string term]
                && long.TryParse(index, CultureInfo.InvariantCulture, out long i) && long.TryParse(term, CultureInfo.InvariantCulture, out long t))
                found.Add(new LedgerSnapshotFile(path, i, t));
        }

        found.Sort(static (a, b) => b.Index.CompareTo(a.Index));
        return found;
    }

    public async ValueTask WriteToAsync<TWriter>(TWriter writer, CancellationToken token)
        where TWriter : IAsyncBinaryWriter
    {
        FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true);
        await using (file.ConfigureAwait(false)) await writer.CopyFromAsync(file, null, token).ConfigureAwait(false);
    }
}
