using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Fleek.Core.Routing.Graph;

/// <summary>Observed paths as they are used to predict others: by prefix, by origin, and how often each link was seen in use.</summary>
public sealed class PathEvidence
{
    private readonly ObservedPaths _seen;
    private readonly Dictionary<int, List<int>> _byPrefix = [];
    private readonly Dictionary<uint, List<int>> _byOrigin = [];
    private readonly Dictionary<ulong, int> _uses = [];
    private readonly Dictionary<IpPrefix, int> _prefixes = [];

    /// <param name="hidden">
    /// Vantage points whose paths are left out: all that their sessions told, and all that begin with their number. Null hides none.
    /// </param>
    public PathEvidence(ObservedPaths seen, Func<uint, bool>? hidden = null)
    {
        ArgumentNullException.ThrowIfNull(seen);
        _seen = seen;
        foreach (Observation one in seen.Observations)
        {
            ReadOnlySpan<uint> path = seen.Paths[one.Path];
            if (hidden is not null && (hidden(one.Vantage) || hidden(path[0]))) continue;
            Count++;
            Add(_byPrefix, one.Prefix, one.Path);
            Add(_byOrigin, path[^1], one.Path);
            for (int i = 1; i < path.Length; i++) CollectionsMarshal.GetValueRefOrAddDefault(_uses, Key(path[i - 1], path[i]), out _)++;
        }

        foreach (int prefix in _byPrefix.Keys) _prefixes[seen.Prefixes[prefix]] = prefix;
    }

    /// <summary>Paths in use, the same one to several prefixes or from several sessions as often as it was seen.</summary>
    public long Count { get; private set; }

    /// <summary>The different paths.</summary>
    public PathSet Paths => _seen.Paths;

    /// <summary>Index of a prefix that was seen, or -1.</summary>
    public int IndexOf(IpPrefix prefix) => _prefixes.TryGetValue(prefix, out int index) ? index : -1;

    /// <summary>Indexes of the paths seen to a prefix, one for each session.</summary>
    public IReadOnlyList<int> To(int prefix) => _byPrefix.TryGetValue(prefix, out List<int>? paths) ? paths : [];

    /// <summary>Indexes of the paths seen to any prefix of an AS.</summary>
    public IReadOnlyList<int> ToOrigin(uint asn) => _byOrigin.TryGetValue(asn, out List<int>? paths) ? paths : [];

    /// <summary>How many of the paths go from one AS straight to another.</summary>
    public int UsesOf(uint from, uint to) => _uses.GetValueOrDefault(Key(from, to));

    private static ulong Key(uint from, uint to) => (ulong)from << 32 | to;

    private static void Add<TKey>(Dictionary<TKey, List<int>> lists, TKey key, int path)
        where TKey : notnull
    {
        ref List<int>? list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        (list ??= []).Add(path);
    }
}
