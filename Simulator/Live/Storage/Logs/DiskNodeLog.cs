using System.Diagnostics;
using System.Globalization;
using Fleek.Sim.Live.Storage.Disks;

namespace Fleek.Sim.Live.Storage.Logs;

/// <summary>
/// A node's write-ahead log in files. One thread of its own writes and flushes: what is appended while a flush is under way becomes durable
/// by the next one, all together. Appending takes no longer than a copy.
/// </summary>
public sealed class DiskNodeLog : INodeLog
{
    private const string Suffix = ".log";
    private const string PartSuffix = ".part";

    /// <summary>Emptied batches that are kept for use again.</summary>
    private const int MaxSpare = 4;

    private readonly IDisk _disk;
    private readonly string _folder;
    private readonly NodeLogOptions _options;
    private readonly IDisposable? _claim;
    private readonly object _gate = new();
    private readonly Queue<LogBatch> _waiting = new();
    private readonly Stack<LogBatch> _spare = new();
    private readonly CancellationTokenSource _closing = new();
    private LogSegment _segment;
    private ReadOnlyMemory<byte> _restored;
    private INodeLogListener? _listener;
    private LogBatch? _open;
    private Thread? _writer;
    private long _waitingBytes, _bytes, _replacedBytes;
    private bool _closed;

    internal DiskNodeLog(IDisk disk, string folder, NodeLogOptions options, IDisposable? claim)
    {
        (_disk, _folder, _options, _claim) = (disk, folder, options, claim);
        _segment = Recover();
        _bytes = _replacedBytes = _restored.Length;
    }

    /// <summary>What was found when it was opened.</summary>
    public NodeLogRecovery Recovery { get; private set; } = null!;

    public NodeLogState State { get; private set; }

    /// <summary>Why <see cref="State"/> is not good.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The file that is written on.</summary>
    public string Path => _segment.Path;

    /// <summary>Told of every batch once it is durable, on the log's own thread; set before <see cref="Begin"/>.</summary>
    public Action<LogFlush>? Flushed { get; set; }

    public long Bytes => Interlocked.Read(ref _bytes);

    public bool WantsReplacing => Bytes > Math.Max(_options.ReplaceAboveBytes, 4 * Interlocked.Read(ref _replacedBytes));

    /// <summary>Opens the log in a folder, or begins one. Nobody else may have it open.</summary>
    /// <exception cref="NodeLogException">It cannot be used as it is; nothing was changed.</exception>
    public static DiskNodeLog Open(string folder, NodeLogOptions? options = null)
    {
        folder = System.IO.Path.GetFullPath(folder);
        IDisposable? claim = null;
        try
        {
            RealDisk.Instance.MakeFolder(folder);
            claim = FolderClaim.Take(folder) ?? throw new NodeLogException(NodeLogProblem.InUse, folder, 0, "is open in another process");
            return new DiskNodeLog(RealDisk.Instance, folder, options ?? new NodeLogOptions(), claim);
        }
        catch (Exception problem)
        {
            claim?.Dispose();
            if (problem is IOException or UnauthorizedAccessException)
                throw new NodeLogException(NodeLogProblem.Unusable, folder, 0, $"cannot be opened: {problem.Message}", problem);
            throw;
        }
    }

    public ReadOnlyMemory<byte> Restore() => _restored;

    public void Begin(long goodBytes, INodeLogListener listener)
    {
        if (goodBytes != _restored.Length)
        {
            throw new NodeLogException(
                NodeLogProblem.Damaged, Path, 0,
                $"holds whole batches in which no record begins at byte {goodBytes} of {_restored.Length}: another version wrote it");
        }

        (_restored, _listener) = (default, listener);
        _writer = new Thread(Write) { IsBackground = true, Name = "node log" };
        _writer.Start();
    }

    public void Append(ReadOnlySpan<byte> record, long number) => Take(record, number, replaces: false);

    public void Replace(ReadOnlySpan<byte> records, long number) => Take(records, number, replaces: true);

    /// <summary>Makes all that was appended durable if the disk lets it, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            Monitor.Pulse(_gate);
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        if (_writer is { } writer) await Task.Run(writer.Join).ConfigureAwait(false);
        _segment.Dispose();
        _claim?.Dispose();
        _closing.Dispose();
    }

    private void Take(ReadOnlySpan<byte> records, long number, bool replaces)
    {
        bool overflows;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_listener is null) throw new InvalidOperationException("a log takes records once it has begun");
            if (State == NodeLogState.Failed) return;
            _bytes = (replaces ? 0 : _bytes) + records.Length;
            if (replaces) _replacedBytes = records.Length;
            overflows = _waitingBytes + records.Length > _options.MaxWaitingBytes && !replaces;
            if (!overflows)
            {
                _waitingBytes += records.Length;
                bool follows = _open is { Replaces: false } && !replaces && _open.RecordBytes + records.Length <= _options.MaxBatchBytes;
                if (!follows) Enqueue(replaces);
                _open!.Add(records, number);
                Monitor.Pulse(_gate);
            }
        }

        if (overflows) Fail($"more than {_options.MaxWaitingBytes} bytes of records wait for the disk");
    }

    private void Enqueue(bool replaces)
    {
        if (!_spare.TryPop(out LogBatch? batch)) batch = new LogBatch();
        batch.Replaces = replaces;
        _open = batch;
        _waiting.Enqueue(batch);
    }

    private void Write()
    {
        while (Next() is { } batch)
        {
            long began = Stopwatch.GetTimestamp();
            if (!TryMakeDurable(batch)) return;
            LogFlush flush = new(batch.Records, batch.RecordBytes, Stopwatch.GetElapsedTime(began));
            long number = batch.LastNumber;
            lock (_gate)
            {
                _waitingBytes -= batch.RecordBytes;
                batch.Clear();
                if (_spare.Count < MaxSpare) _spare.Push(batch);
            }

            Flushed?.Invoke(flush);
            _listener!.Durable(number);
        }
    }

    /// <summary>The next batch, closed for others; null at the end.</summary>
    private LogBatch? Next()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closed) Monitor.Wait(_gate);
            if (State == NodeLogState.Failed || !_waiting.TryDequeue(out LogBatch? batch)) return null;
            if (_open == batch) _open = null;
            return batch;
        }
    }

    private bool TryMakeDurable(LogBatch batch)
    {
        while (true)
        {
            try
            {
                if (batch.Replaces) WriteAnew(batch);
                else _segment.Append(batch);
                if (State == NodeLogState.Stalled) Resume();
                return State == NodeLogState.Good;
            }
            catch (IOException problem) when (DiskErrors.IsFull(problem))
            {
                if (!Stall(problem.Message)) return false;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                Fail($"the disk does not take it: {problem.Message}");
                return false;
            }
        }
    }

    /// <summary>All in a new file, which then has the place of the old one.</summary>
    private void WriteAnew(LogBatch batch)
    {
        LogSegment old = _segment;
        string path = PathOf(old.Number + 1), part = path + PartSuffix;
        LogSegment made;
        RemovePart(part);
        try
        {
            made = LogSegment.Create(_disk, part, old.Number + 1);
        }
        catch (IOException problem) when (DiskErrors.IsFull(problem))
        {
            GiveUp(part, batch);
            return;
        }

        try
        {
            made.Append(batch);
        }
        catch (IOException problem) when (DiskErrors.IsFull(problem))
        {
            made.Dispose();
            GiveUp(part, batch);
            return;
        }

        made.Publish(_disk, path);
        try
        {
            _disk.FlushFolder(_folder);
        }
        catch (IOException problem)
        {
            throw new FlushFailedException(problem);
        }

        _segment = made;
        old.Dispose();
        try
        {
            _disk.Delete(old.Path);
        }
        catch (IOException)
        {
            // The next start removes it: the newer file counts.
        }
    }

    /// <summary>
    /// No room for a new file. What it would say is in the old one, all of it durable: so the records count as durable, and the old file
    /// goes on.
    /// </summary>
    private void GiveUp(string part, LogBatch replacement)
    {
        RemovePart(part);
        lock (_gate)
        {
            _bytes += _segment.RecordBytes - replacement.RecordBytes;
            _replacedBytes = _bytes;
        }
    }

    private void RemovePart(string part)
    {
        if (_disk.Files(_folder).Contains(part)) _disk.Delete(part);
    }

    private bool Stall(string why)
    {
        bool first;
        lock (_gate)
        {
            if (State == NodeLogState.Failed) return false;
            first = State == NodeLogState.Good;
            (State, Trouble) = (NodeLogState.Stalled, why);
        }

        if (first) _listener!.Stalled($"the disk of the log '{Path}' is full: {why}");
        return !_closing.Token.WaitHandle.WaitOne(_options.RetryEvery);
    }

    private void Resume()
    {
        lock (_gate)
        {
            if (State != NodeLogState.Stalled) return;
            (State, Trouble) = (NodeLogState.Good, null);
        }

        _listener!.Resumed();
    }

    private void Fail(string why)
    {
        lock (_gate)
        {
            if (State == NodeLogState.Failed) return;
            (State, Trouble) = (NodeLogState.Failed, why);
            Monitor.Pulse(_gate);
        }

        _listener!.Failed($"the log '{Path}' has failed: {why}");
    }

    private LogSegment Recover()
    {
        int removed = 0;
        List<(long Number, string Path)> found = [];
        foreach (string path in _disk.Files(_folder))
        {
            if (path.EndsWith(PartSuffix, StringComparison.Ordinal))
            {
                _disk.Delete(path);
                removed++;
            }
            else if (NumberOf(path) is { } number)
            {
                found.Add((number, path));
            }
        }

        if (found.Count == 0) return BeginAnew(removed);
        (long last, string lastPath) = found.Max();
        LogSegment segment = LogSegment.Open(_disk, lastPath, last, _options.MaxBytes, out _restored, out long cut);
        foreach ((long number, string path) in found)
        {
            if (number == last) continue;
            _disk.Delete(path);
            removed++;
        }

        if (removed > 0) _disk.FlushFolder(_folder);
        Recovery = new NodeLogRecovery(lastPath, segment.Batches, _restored.Length, cut, removed);
        return segment;
    }

    private LogSegment BeginAnew(int removed)
    {
        string path = PathOf(1);
        LogSegment segment = LogSegment.Create(_disk, path + PartSuffix, 1);
        segment.Flush();
        segment.Publish(_disk, path);
        _disk.FlushFolder(_folder);
        Recovery = new NodeLogRecovery(path, 0, 0, 0, removed);
        return segment;
    }

    private string PathOf(long number) => System.IO.Path.Combine(_folder, number.ToString("x16", CultureInfo.InvariantCulture) + Suffix);

    private static long? NumberOf(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        bool isSegment = name.Length == 16 + Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
        return isSegment ? long.Parse(name.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : null;
    }
}
