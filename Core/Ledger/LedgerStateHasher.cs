using System;
using System.Buffers.Binary;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>Hashes a ledger's tables field by field: fixed widths, network byte order, every table after its length.</summary>
internal sealed class LedgerStateHasher
{
    private readonly Blake3Hasher _hasher = new();

    public LedgerStateHasher() => _hasher.Update(Domain.LedgerState);

    public void Add(Int128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, value);
        _hasher.Update(bytes);
    }

    public void Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        _hasher.Update(bytes);
    }

    public void Add(Credits value) => Add(value.Units);

    public void Add(in PublicKey value) => Add(value.Bytes);

    public void Add(in Hash256 value)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Length];
        value.CopyTo(bytes);
        _hasher.Update(bytes);
    }

    public void Add(in LaneKey value)
    {
        Add(value.GrantId);
        Add(value.Node);
        Add(value.Lane);
        Add(value.Epoch);
    }

    public void Add(in SessionUnit value)
    {
        Add(value.Node);
        Add(value.Session);
        Add(value.Unit);
    }

    public Hash256 Finish() => _hasher.Finish();
}
