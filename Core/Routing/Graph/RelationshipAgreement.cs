using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>Inferred relationships beside those of a graph, over the links that both have.</summary>
public sealed class RelationshipAgreement
{
    public RelationshipAgreement(IEnumerable<AsLink> inferred, AsGraph truth)
    {
        ArgumentNullException.ThrowIfNull(inferred);
        ArgumentNullException.ThrowIfNull(truth);
        foreach (AsLink link in inferred)
        {
            (int a, int b) = (truth.IndexOf(link.A), truth.IndexOf(link.B));
            AsLink? known = a < 0 || b < 0 ? null : truth.LinkBetween(a, b);
            if (known is not { Relationship: not AsRelationship.Sibling } theirs) Unknown++;
            else Count(link, theirs);
        }
    }

    /// <summary>Links that the graph does not have, or has as siblings.</summary>
    public int Unknown { get; private set; }

    /// <summary>Provider and customer in both, and the same way round.</summary>
    public int Transit { get; private set; }

    /// <summary>Provider and customer in both, the other way round.</summary>
    public int Reversed { get; private set; }

    /// <summary>Provider and customer in the graph, inferred as peers.</summary>
    public int TransitAsPeers { get; private set; }

    /// <summary>Peers in both.</summary>
    public int Peers { get; private set; }

    /// <summary>Peers in the graph, inferred as provider and customer.</summary>
    public int PeersAsTransit { get; private set; }

    /// <summary>Links that both have.</summary>
    public int Known => Transit + Reversed + TransitAsPeers + Peers + PeersAsTransit;

    /// <summary>Shares from 0 to 1: of all known links, of the graph's of either kind (recall), of the inferred of either kind (precision).</summary>
    public double Share => Ratio(Transit + Peers, Known);

    public double TransitRecall => Ratio(Transit, Transit + Reversed + TransitAsPeers);

    public double PeerRecall => Ratio(Peers, Peers + PeersAsTransit);

    public double TransitPrecision => Ratio(Transit, Transit + Reversed + PeersAsTransit);

    public double PeerPrecision => Ratio(Peers, Peers + TransitAsPeers);

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private void Count(AsLink ours, AsLink theirs)
    {
        bool oursPeer = ours.Relationship == AsRelationship.PeerToPeer;
        if (theirs.Relationship == AsRelationship.PeerToPeer)
        {
            if (oursPeer) Peers++;
            else PeersAsTransit++;
        }
        else if (oursPeer)
        {
            TransitAsPeers++;
        }
        else if (ours.A == theirs.A)
        {
            Transit++;
        }
        else
        {
            Reversed++;
        }
    }
}
