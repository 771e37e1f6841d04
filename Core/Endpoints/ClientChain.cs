using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>A ticket chain of this device: every link is kept, 8 KiB, so that paying is a look-up.</summary>
internal sealed class ClientChain
{
    private readonly Hash256[] _links = new Hash256[FairExchange.Anchor.MaxUnits + 1];

    public SignedAnchor Signed { get; private set; }

    /// <summary>Makes a new chain from a secret seed: so many hashes as it has units.</summary>
    /// <param name="terms">The anchor but for its head.</param>
    public void Make(in Anchor terms, in Hash256 ticketKey, in Hash256 seed, ISigner device)
    {
        _links[terms.Units] = seed;
        for (int i = terms.Units; i > 0; i--) _links[i - 1] = TicketChain.Previous(ticketKey, terms.Start + i, _links[i]);
        Anchor anchor = terms with { Head = _links[0] };
        Signed = new SignedAnchor(anchor, anchor.Sign(device));
    }

    public bool Covers(long unit) => unit > Signed.Anchor.Start && unit <= Signed.Anchor.End;

    public Hash256 TicketOf(long unit) => _links[unit - Signed.Anchor.Start];

    /// <summary>Forgets the secrets of a session that is over.</summary>
    public void Clear()
    {
        Signed = default;
        Array.Clear(_links);
    }
}
