using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Fleek.Core.Routing.Graph;

/// <summary>The ASes and links that paths show, with dense indexes, and each path as a row of links with their directions.</summary>
internal sealed class PathLinks
{
    private readonly Dictionary<uint, int> _indexes = [];
    private readonly Dictionary<ulong, int> _links = [];
    private readonly List<uint> _numbers = [];
    private readonly List<(int Low, int High)> _ends = [];

    public PathLinks(PathSet paths)
    {
        Paths = paths;
        for (int p = 0; p < paths.Count; p++)
        {
            ReadOnlySpan<uint> path = paths[p];
            int before = -1;
            foreach (uint asn in path)
            {
                int at = Add(asn);
                if (before >= 0) AddLink(before, at);
                before = at;
            }
        }
    }

    public PathSet Paths { get; }

    /// <summary>ASes.</summary>
    public int Count => _numbers.Count;

    /// <summary>Links.</summary>
    public int LinkCount => _ends.Count;

    public int IndexOf(uint asn) => _indexes[asn];

    public uint AsnOf(int index) => _numbers[index];

    /// <summary>The two ends of a link; the first is that which came first.</summary>
    public (int Low, int High) EndsOf(int link) => _ends[link];

    /// <summary>A link's index, or -1.</summary>
    public int Find(int a, int b) => _links.TryGetValue(Key(a, b), out int link) ? link : -1;

    private static ulong Key(int a, int b) => (ulong)Math.Min(a, b) << 32 | (uint)Math.Max(a, b);

    private int Add(uint asn)
    {
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexes, asn, out bool known);
        if (known) return index;
        index = _numbers.Count;
        _numbers.Add(asn);
        return index;
    }

    private void AddLink(int a, int b)
    {
        ref int link = ref CollectionsMarshal.GetValueRefOrAddDefault(_links, Key(a, b), out bool known);
        if (known) return;
        link = _ends.Count;
        _ends.Add((Math.Min(a, b), Math.Max(a, b)));
    }
}
