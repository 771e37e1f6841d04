using System;
using System.Buffers;
using Fleek.Core.FairExchange;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>Writes a ledger's tables, with what their hash leaves to ids.</summary>
internal sealed class LedgerStateWriter(IBufferWriter<byte> to) : LedgerStateSink
{
    public override void Add(ReadOnlySpan<byte> bytes) => to.Write(bytes);

    public override void AddTerms(in Grant grant)
    {
        Span<byte> bytes = stackalloc byte[Grant.Length];
        WireWriter writer = new(bytes);
        grant.Write(ref writer);
        Add(bytes);
    }

    public override void AddTerms(OpenDispute dispute)
    {
        Add(dispute.Lane);
        Add(dispute.FirstUnit);
        Add((long)dispute.Units);
    }
}
