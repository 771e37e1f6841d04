using System.Diagnostics;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Store;

/// <summary>
/// journal.jsonl: append-only, one line per finished run, each given to the operating system before <see cref="Append"/> returns. What a
/// killed process leaves is all its finished lines and at most one torn last line, which opening cuts off. A machine that loses its power
/// may lose lines of the last <see cref="FlushAfter"/> of appending as well, whose runs are then run again: to wait for the disk at every run
/// would cost a short run more than itself.
/// </summary>
internal sealed class Journal : IDisposable
{
    /// <summary>A line that comes so long after the last flush is on disk when <see cref="Append"/> returns, and all lines before it.</summary>
    internal static readonly TimeSpan FlushAfter = TimeSpan.FromMilliseconds(500);

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly Dictionary<RunKey, JournalEntry> _entries = [];
    private readonly Lock _gate = new();
    private Dictionary<RunKey, JournalEntry>? _snapshot;
    private long _flushed;
    private bool _waiting;

    private Journal(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <summary>A copy: safe to read while runs are appended. The same one until something is.</summary>
    public IReadOnlyDictionary<RunKey, JournalEntry> Entries
    {
        get
        {
            lock (_gate) return _snapshot ??= new Dictionary<RunKey, JournalEntry>(_entries);
        }
    }

    /// <summary>The last line of one run, or null; without the copy that <see cref="Entries"/> makes.</summary>
    public JournalEntry? Find(RunKey key)
    {
        lock (_gate) return _entries.GetValueOrDefault(key);
    }

    /// <summary>Opens or creates the journal. Later lines of a key replace earlier ones.</summary>
    /// <exception cref="ResultsFolderException">A line before the last is not a journal line, or the file cannot be
    /// opened.</exception>
    public static Journal Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            Journal journal = new(path, stream);
            journal.Load();
            return journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw ResultsFolderException.Unwritable(path, e);
        }
        catch (ResultsFolderException)
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>Survives the end of the process when it returns. Thread-safe.</summary>
    /// <exception cref="ResultsFolderException">The line could not be written; the file is as it was before the call.</exception>
    public void Append(JournalEntry entry)
    {
        byte[] line = JournalLine.Write(entry);
        lock (_gate)
        {
            long before = _stream.Length;
            try
            {
                _stream.Position = before;
                _stream.Write(line);
                _waiting = true;
                if (Stopwatch.GetElapsedTime(_flushed) >= FlushAfter) FlushToDisk();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                CutBackTo(before);
                throw ResultsFolderException.Unwritable(_path, e);
            }

            _entries[entry.Key] = entry;
            _snapshot = null;
        }
    }

    /// <summary>All lines are on disk when it returns.</summary>
    /// <exception cref="ResultsFolderException">They could not be written.</exception>
    public void Flush()
    {
        lock (_gate)
        {
            try
            {
                if (_waiting) FlushToDisk();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw ResultsFolderException.Unwritable(_path, e);
            }
        }
    }

    public void Dispose()
    {
        try
        {
            Flush();
        }
        catch (ResultsFolderException)
        {
            // Every line was taken by the operating system; whoever has to know calls Flush.
        }

        _stream.Dispose();
    }

    private void FlushToDisk()
    {
        _stream.Flush(flushToDisk: true);
        _flushed = Stopwatch.GetTimestamp();
        _waiting = false;
    }

    private void Load()
    {
        byte[] bytes = new byte[_stream.Length];
        _stream.ReadExactly(bytes);
        JournalLineReader reader = new();
        int start = 0;
        for (int number = 1; start < bytes.Length; number++)
        {
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            bool last = length < 0 || start + length + 1 == bytes.Length;
            (JournalEntry? entry, string problem) = length < 0 ? (null, "torn") : reader.Read(bytes.AsSpan(start, length));
            if (entry is null && last)
            {
                // A kill or a full disk can tear only the end; the run of that line is simply run again.
                _stream.SetLength(start);
                return;
            }

            if (entry is null)
            {
                throw new ResultsFolderException(
                    $"{_path}, line {number}: not a journal line ({problem})",
                    "the file was changed from outside; remove that line (its run is then repeated) or start again with --fresh");
            }

            _entries[entry.Key] = entry;
            start += length + 1;
        }
    }

    private void CutBackTo(long length)
    {
        try
        {
            _stream.SetLength(length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then a torn last line stays, which the next opening cuts off.
        }
    }
}
