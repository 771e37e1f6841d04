using System;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>Hashes a ledger's tables.</summary>
internal sealed class LedgerStateHasher : LedgerStateSink
{
    private readonly Blake3Hasher _hasher = new();

    public LedgerStateHasher() => _hasher.Update(Domain.LedgerState);

    public override void Add(ReadOnlySpan<byte> bytes) => _hasher.Update(bytes);

    public override void AddTerms(in Grant grant)
    {
    }

    public override void AddTerms(OpenDispute dispute)
    {
    }

    public Hash256 Finish() => _hasher.Finish();
}
