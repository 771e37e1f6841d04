using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Rib;

/// <summary>Keeps equal attributes once, for as long as a route has them: a full table has some ten routes to each.</summary>
internal sealed class AttributePool
{
    private readonly Dictionary<byte[], PooledAttributes> _known = new(new SameBytes());
    private readonly Dictionary<byte[], PooledAttributes>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

    public AttributePool() => _byBytes = _known.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Count => _known.Count;

    /// <summary>The same bytes as before if they are known, counted as used once more.</summary>
    public PooledAttributes Take(ReadOnlySpan<byte> bytes)
    {
        if (!_byBytes.TryGetValue(bytes, out PooledAttributes? pooled))
        {
            pooled = new PooledAttributes(bytes.ToArray());
            _known.Add(pooled.Bytes, pooled);
        }

        pooled.Uses++;
        return pooled;
    }

    /// <summary>A route no longer has them.</summary>
    public void Release(PooledAttributes pooled)
    {
        pooled.Uses--;
        if (pooled.Uses == 0) _known.Remove(pooled.Bytes);
    }

    public void Clear() => _known.Clear();

    private sealed class SameBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        private const uint FnvPrime = 16_777_619, FnvBasis = 2_166_136_261;

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            uint hash = FnvBasis;
            foreach (byte value in alternate) hash = unchecked((hash ^ value) * FnvPrime);
            return unchecked((int)hash);
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
