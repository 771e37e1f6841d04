using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Ticket chains whose every link a malicious device knows, made in the place of its endpoint's.</summary>
internal sealed class OwnChains(ISigner device)
{
    private readonly List<(SignedAnchor Anchor, Hash256[] Links)> _chains = [];

    public SignedAnchor Make(Anchor terms)
    {
        Hash256[] links = new Hash256[terms.Units + 1];
        Hash256 key = TicketChain.KeyOf(terms.Session, terms.Lane);
        links[terms.Units] = Blake3.Hash(BitConverter.GetBytes(_chains.Count + 77));
        for (int i = terms.Units; i > 0; i--) links[i - 1] = TicketChain.Previous(key, terms.Start + i, links[i]);
        Anchor anchor = terms with { Head = links[0] };
        SignedAnchor signed = new(anchor, anchor.Sign(device));
        _chains.Add((signed, links));
        return signed;
    }

    /// <summary>The ticket of a unit that a chain of the session covers.</summary>
    public Hash256 TicketOf(Hash256 session, long unit)
    {
        (SignedAnchor signed, Hash256[] links) = _chains.Find(
            chain => chain.Anchor.Anchor.Session == session && unit >= chain.Anchor.Anchor.Start && unit <= chain.Anchor.Anchor.End);
        return links[unit - signed.Anchor.Start];
    }
}
