using System;
using System.Buffers.Binary;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>Takes a ledger's tables field by field: fixed widths, network byte order, every table after its length.</summary>
internal abstract class LedgerStateSink
{
    public abstract void Add(ReadOnlySpan<byte> bytes);

    /// <summary>A grant's terms, for which its id stands.</summary>
    public abstract void AddTerms(in Grant grant);

    /// <summary>What a dispute's id stands for.</summary>
    public abstract void AddTerms(OpenDispute dispute);

    public void Add(Int128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, value);
        Add(bytes);
    }

    public void Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        Add(bytes);
    }

    public void Add(Credits value) => Add(value.Units);

    public void Add(in PublicKey value) => Add(value.Bytes);

    public void Add(in Hash256 value)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Length];
        value.CopyTo(bytes);
        Add(bytes);
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
}
