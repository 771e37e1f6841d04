using Fleek.Sim.Live.Storage.Disks;

namespace Fleek.Tests.Live.Storage;

/// <summary>
/// A disk in memory that loses its power after so many bytes and calls. What was not flushed then may be there in part, and what is not
/// there may be zeros or other bytes; names last once their folder was flushed.
/// </summary>
internal sealed class PowerlessDisk : IDisk
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Content> _names, _lastingNames;
    private long _left;

    /// <param name="budget">Bytes written, and 1 for every other call, until the power goes.</param>
    public PowerlessDisk(long budget = long.MaxValue)
        : this(budget, [])
    {
    }

    private PowerlessDisk(long budget, Dictionary<string, Content> names) =>
        (_left, _names, _lastingNames) = (budget, names, new(names));

    /// <summary>Bytes that may be in all files together; more are refused, as a full disk does.</summary>
    public long Room { get; set; } = long.MaxValue;

    /// <summary>Thrown by every flush from now on.</summary>
    public IOException? FlushFault { get; set; }

    public bool IsOff => Interlocked.Read(ref _left) <= 0;

    /// <summary>The disk after the power came back.</summary>
    /// <param name="kept">Which share of what was not flushed is there, from 0 to 1, bytes and names in their order.</param>
    /// <param name="rest">What stands where the others should be.</param>
    public PowerlessDisk AfterCrash(double kept, Remains rest)
    {
        lock (_gate)
        {
            Dictionary<string, Content> names = [];
            foreach ((string name, Content content) in kept < 0.5 ? _lastingNames : _names)
                names[name] = content.AfterCrash(kept, rest);
            return new PowerlessDisk(long.MaxValue, names);
        }
    }

    public void MakeFolder(string path)
    {
    }

    public string[] Files(string folder)
    {
        lock (_gate) return [.. _names.Keys];
    }

    public IDiskFile Create(string path)
    {
        lock (_gate)
        {
            Spend(1);
            if (_names.ContainsKey(path)) throw new IOException($"there is a file {path}", 17);
            _names[path] = new Content();
            return new OpenFile(this, _names[path]);
        }
    }

    public IDiskFile Open(string path)
    {
        lock (_gate) return new OpenFile(this, _names[path]);
    }

    public void Rename(string path, string newPath)
    {
        lock (_gate)
        {
            Spend(1);
            _names.Remove(path, out Content? content);
            _names[newPath] = content!;
        }
    }

    public void Delete(string path)
    {
        lock (_gate)
        {
            Spend(1);
            _names.Remove(path);
        }
    }

    public void FlushFolder(string folder)
    {
        lock (_gate)
        {
            Spend(1);
            if (FlushFault is { } fault) throw fault;
            _lastingNames.Clear();
            foreach ((string name, Content content) in _names) _lastingNames[name] = content;
        }
    }

    /// <summary>Changes a byte that was durable.</summary>
    public void Flip(string path, long offset) => _names[path].Bytes[(int)offset] ^= 1;

    public int LengthOf(string path) => _names[path].Bytes.Count;

    private void Spend(long amount)
    {
        if (_left <= 0) throw new IOException("the power is off", 5);
        _left -= amount;
        if (_left <= 0) throw new IOException("the power went off", 5);
    }

    /// <summary>What is left where bytes were written and not flushed.</summary>
    internal enum Remains
    {
        Nothing,
        Zeros,
        OtherBytes,
    }

    private sealed class Content
    {
        public List<byte> Bytes { get; init; } = [];

        public List<byte> Flushed { get; set; } = [];

        public Content AfterCrash(double kept, Remains rest)
        {
            int first = 0;
            while (first < Flushed.Count && first < Bytes.Count && Flushed[first] == Bytes[first]) first++;
            int reached = first + (int)Math.Round(kept * (Bytes.Count - first));
            List<byte> after = [.. Bytes[..reached]];
            if (reached < Flushed.Count) after.AddRange(Flushed[reached..]);
            int length = rest == Remains.Nothing ? after.Count : Bytes.Count;
            for (int at = after.Count; at < length; at++) after.Add(rest == Remains.Zeros ? (byte)0 : (byte)((at * 37) + 11));
            return new Content { Bytes = after, Flushed = [.. after] };
        }
    }

    private sealed class OpenFile(PowerlessDisk disk, Content content) : IDiskFile
    {
        public long Length
        {
            get => content.Bytes.Count;
            set
            {
                lock (disk._gate)
                {
                    disk.Spend(1);
                    content.Bytes.RemoveRange((int)value, content.Bytes.Count - (int)value);
                }
            }
        }

        public void Read(Span<byte> bytes, long offset)
        {
            lock (disk._gate) content.Bytes[(int)offset..((int)offset + bytes.Length)].ToArray().CopyTo(bytes);
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            lock (disk._gate)
            {
                long room = disk.Room - disk._names.Values.Sum(each => (long)each.Bytes.Count) + (content.Bytes.Count - offset);
                int fits = (int)Math.Clamp(room, 0, bytes.Length);
                int taken = (int)Math.Clamp(disk._left, 0, fits);
                for (int i = 0; i < taken; i++)
                {
                    if (offset + i < content.Bytes.Count) content.Bytes[(int)offset + i] = bytes[i];
                    else content.Bytes.Add(bytes[i]);
                }

                disk.Spend(fits);
                if (fits < bytes.Length) throw new IOException("no space left on the device", DiskErrors.NoSpace);
            }
        }

        public void Flush()
        {
            lock (disk._gate)
            {
                disk.Spend(1);
                if (disk.FlushFault is { } fault) throw fault;
                content.Flushed = [.. content.Bytes];
            }
        }

        public void Dispose()
        {
        }
    }
}
