using System;

namespace Fleek.Core.Routing;

/// <summary>An AS path as it came, in segments; the nearest AS first and the origin last. A view: it keeps no numbers itself.</summary>
public readonly ref struct AsPath
{
    /// <summary>Bytes of an AS number in old and in new speakers' paths (RFC 6793).</summary>
    public const int NarrowBytes = 2, WideBytes = 4;

    private const int SegmentHeaderBytes = 2;

    private readonly int _asnBytes;

    /// <param name="bytes">The attribute's value.</param>
    /// <param name="asnBytes">2 or 4.</param>
    public AsPath(ReadOnlySpan<byte> bytes, int asnBytes)
    {
        Bytes = bytes;
        _asnBytes = asnBytes;
    }

    /// <summary>The attribute's value.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>Bytes of each AS number.</summary>
    public int AsnBytes => _asnBytes;

    /// <summary>Whether segments of known kinds fill the attribute.</summary>
    public bool IsWellFormed
    {
        get
        {
            ReadOnlySpan<byte> rest = Bytes;
            while (rest.Length >= SegmentHeaderBytes)
            {
                int bytes = SegmentHeaderBytes + rest[1] * _asnBytes;
                if (rest[0] is < (byte)AsSegmentKind.Set or > (byte)AsSegmentKind.ConfederationSet || bytes > rest.Length) return false;
                rest = rest[bytes..];
            }

            return rest.IsEmpty;
        }
    }

    /// <summary>The path's length as BGP compares it: a set counts as one, confederations as nothing.</summary>
    public int Hops
    {
        get
        {
            int hops = 0;
            foreach (AsPathSegment segment in this) hops += segment.Hops;
            return hops;
        }
    }

    /// <summary>The segment that ends at the origin: the last outside confederations; empty if there is none.</summary>
    public AsPathSegment Last
    {
        get
        {
            AsPathSegment last = default;
            foreach (AsPathSegment segment in this)
                if (segment.Count > 0 && !segment.IsConfederation) last = segment;
            return last;
        }
    }

    public Enumerator GetEnumerator() => new(this);

    /// <summary>The AS that announced the prefix; false where a path is empty or ends in a set of several.</summary>
    public bool TryOrigin(out uint origin)
    {
        AsPathSegment last = Last;
        origin = last.Count == 0 ? 0 : last[last.Count - 1];
        return last.Count == 1 || last.Kind == AsSegmentKind.Sequence;
    }

    /// <summary>Whether the AS may be the one that announced the prefix: the last of a sequence, or any of a set.</summary>
    public bool MayOriginate(uint asn)
    {
        AsPathSegment last = Last;
        for (int i = last.Kind == AsSegmentKind.Sequence ? last.Count - 1 : 0; i < last.Count; i++)
            if (last[i] == asn) return true;
        return false;
    }

    public bool Contains(uint asn)
    {
        foreach (AsPathSegment segment in this)
        {
            for (int i = 0; i < segment.Count; i++)
                if (segment[i] == asn) return true;
        }

        return false;
    }

    /// <summary>Segment by segment, up to the first that is not whole.</summary>
    public ref struct Enumerator
    {
        private readonly int _asnBytes;
        private ReadOnlySpan<byte> _rest;

        internal Enumerator(AsPath path)
        {
            _rest = path.Bytes;
            _asnBytes = path._asnBytes;
            Current = default;
        }

        public AsPathSegment Current { get; private set; }

        public bool MoveNext()
        {
            if (_rest.Length < SegmentHeaderBytes) return false;
            int bytes = SegmentHeaderBytes + _rest[1] * _asnBytes;
            if (bytes > _rest.Length) return false;
            Current = new AsPathSegment((AsSegmentKind)_rest[0], _rest[SegmentHeaderBytes..bytes], _asnBytes);
            _rest = _rest[bytes..];
            return true;
        }
    }
}
