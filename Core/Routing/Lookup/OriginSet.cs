using System;
using System.Collections.Generic;
using System.Globalization;

namespace Fleek.Core.Routing.Lookup;

/// <summary>
/// Who announces a prefix. Several origins are either announced by several (multiple origin ASes), or one announcement whose path
/// ends in an AS_SET; both are kept, in the order of CAIDA's prefix-to-AS files: `1_2` and `1,2`.
/// </summary>
public sealed class OriginSet : IEquatable<OriginSet>
{
    private readonly uint[][] _groups;

    private OriginSet(uint[][] groups) => _groups = groups;

    /// <summary>One list for each origin: of one AS, or of the ASes of an AS_SET.</summary>
    public IReadOnlyList<IReadOnlyList<uint>> Groups => _groups;

    /// <summary>The origin, if there is one alone.</summary>
    public uint? Single => _groups is [[uint asn]] ? asn : null;

    public bool HasSeveralOrigins => _groups.Length > 1;

    public bool HasAsSet
    {
        get
        {
            foreach (uint[] group in _groups)
                if (group.Length > 1) return true;
            return false;
        }
    }

    public static OriginSet Of(uint asn) => new([[asn]]);

    /// <summary>Reads `1`, `1_2` or `1,2_3`.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out OriginSet? origins)
    {
        origins = null;
        List<uint[]> groups = [];
        foreach (Range group in text.Split('_'))
        {
            List<uint> numbers = [];
            foreach (Range number in text[group].Split(','))
            {
                if (!uint.TryParse(text[group][number], NumberStyles.None, CultureInfo.InvariantCulture, out uint asn)) return false;
                numbers.Add(asn);
            }

            groups.Add([.. numbers]);
        }

        origins = new OriginSet([.. groups]);
        return true;
    }

    /// <summary>These and one more: an AS, or the ASes of a set, in rising order.</summary>
    public OriginSet With(ReadOnlySpan<uint> group)
    {
        foreach (uint[] known in _groups)
            if (group.SequenceEqual(known)) return this;
        return new OriginSet([.. _groups, group.ToArray()]);
    }

    /// <summary>A set of one origin: an AS, or the ASes of an AS_SET.</summary>
    public static OriginSet OfGroup(ReadOnlySpan<uint> group) => new([group.ToArray()]);

    public bool Contains(uint asn)
    {
        foreach (uint[] group in _groups)
            if (group.AsSpan().Contains(asn)) return true;
        return false;
    }

    public bool Equals(OriginSet? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as OriginSet);

    public override int GetHashCode() => unchecked((int)(_groups[0][0] * 0x9E3779B9));

    public override string ToString() => string.Join('_', System.Linq.Enumerable.Select(_groups, group => string.Join(',', group)));
}
