using System;
using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>What the client can show the ledger: of keys that did not come (D1), of plain text that is not the block (D2).</summary>
public sealed partial class ClientEndpoint
{
    /// <summary>The key that gave <see cref="ClientFault.WrongPlaintext"/>.</summary>
    public Hash256 WrongedKey { get; private set; }

    /// <summary>
    /// Evidence of the oldest units that are paid and not usable, as many as one dispute may name; false if there are none, or payments
    /// are of a mode that leaves none.
    /// </summary>
    /// <param name="headers">Room for <see cref="HeaderEvidence.MaxHeaders"/> encoded headers.</param>
    public bool TryEvidence(Span<byte> headers, out HeaderEvidence evidence) =>
        _wronged is { } wronged ? TryEvidence(wronged, single: true, headers, out evidence)
        : _owed.Count > 0 ? TryEvidence(_owed[0], single: false, headers, out evidence)
        : _chunks.TryPeek(out ClientChunk? late) && late.Unit <= _paid && _options.Mode == ExchangeMode.Encrypted
            ? TryEvidence(late, single: false, headers, out evidence)
            : None(out evidence);

    private static bool None(out HeaderEvidence evidence)
    {
        evidence = default;
        return false;
    }

    private bool TryEvidence(ClientChunk first, bool single, Span<byte> headers, out HeaderEvidence evidence)
    {
        evidence = default;
        WireWriter writer = new(headers);
        ClientChunk last = first;
        long next = first.Unit;
        bool signed = false;
        Signature signature = default;
        foreach (ClientChunk chunk in ChunksOf(first.Session))
        {
            if (chunk.Unit < next) continue;
            if (chunk.Unit > next || writer.Length + ChunkHeader.Length > headers.Length) break;
            next++;
            chunk.Header.Write(ref writer);
            bool same = chunk.Ticket != default && chunk.Anchor == first.Anchor;
            if (!single && same && last.Unit == chunk.Unit - 1) last = chunk;
            signed = chunk.IsSigned;
            signature = chunk.Signature;
            if (signed && chunk.Unit >= last.Unit && (single || !same || last.Unit == chunk.Unit)) break;
        }

        if (!signed) return false;
        evidence = new HeaderEvidence
        {
            Anchor = first.Anchor,
            FirstUnit = first.Unit,
            LastUnit = last.Unit,
            Ticket = last.Ticket,
            HeadBefore = first.HeadBefore,
            Headers = writer.Written,
            Signature = signature,
            Path = new ScopePath(_options.ScopeTurns, _options.ScopeSiblings.Span),
        };
        return true;
    }

    private IEnumerable<ClientChunk> ChunksOf(Hash256 session)
    {
        foreach (ClientChunk chunk in _owed)
            if (chunk.Session == session) yield return chunk;
        foreach (ClientChunk chunk in _witnesses)
            if (chunk.Session == session) yield return chunk;
        foreach (ClientChunk chunk in _chunks)
            if (chunk.Session == session) yield return chunk;
    }
}
