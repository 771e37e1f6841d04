using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>Different paths, each kept once, all in one array.</summary>
public sealed class PathSet
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    private readonly Dictionary<ulong, int> _first = [];
    private readonly List<int> _nextAlike = [];
    private readonly List<int> _starts = [0];
    private uint[] _numbers = new uint[1024];

    /// <summary>Different paths.</summary>
    public int Count => _starts.Count - 1;

    /// <summary>A path, the nearest AS first; valid until one is added.</summary>
    public ReadOnlySpan<uint> this[int index] => _numbers.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    /// <summary>Adds a path, unless it is there already.</summary>
    /// <returns>Its index.</returns>
    public int Add(ReadOnlySpan<uint> path)
    {
        ulong hash = HashOf(path);
        bool known = _first.TryGetValue(hash, out int first);
        for (int at = known ? first : -1; at >= 0; at = _nextAlike[at])
            if (this[at].SequenceEqual(path)) return at;
        int start = _starts[^1], index = Count;
        if (start + path.Length > _numbers.Length) Array.Resize(ref _numbers, Math.Max(2 * _numbers.Length, start + path.Length));
        path.CopyTo(_numbers.AsSpan(start));
        _starts.Add(start + path.Length);
        _nextAlike.Add(known ? first : -1);
        _first[hash] = index;
        return index;
    }

    private static ulong HashOf(ReadOnlySpan<uint> path)
    {
        ulong hash = (ulong)path.Length;
        foreach (uint asn in path)
        {
            hash = unchecked((hash ^ asn) * Prime);
            hash ^= hash >> 29;
        }

        return hash;
    }
}
