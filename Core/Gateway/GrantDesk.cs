using System;
using System.Collections.Generic;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;

namespace Fleek.Core.Gateway;

/// <summary>
/// Who is granted how much: the decisions of a gateway without keys, frames or connections. What it grants, and so what can be lost, stays
/// within budgets of session, address block and site, whatever clients say, and in whatever order. A refusal changes nothing.
/// </summary>
public sealed class GrantDesk
{
    private readonly Dictionary<Hash256, SiteBudget> _sites = [];
    private readonly Dictionary<(Hash256 Site, IpPrefix Block), Clients> _blocks = [];
    private readonly PriorityQueue<DeskSession, long> _ending = new();
    private readonly AccessLink _link;
    private readonly long[] _units = new long[OfferFrame.MaxNodes];
    private int _sweepAt = 1_024;

    /// <exception cref="ArgumentException">A term is out of its range.</exception>
    public GrantDesk(GatewayTerms terms)
    {
        terms.Validate();
        Terms = terms;
        _link = new AccessLink(terms.AccessBitsPerSecond);
    }

    public GatewayTerms Terms { get; }

    /// <summary>Sessions whose time is not over.</summary>
    public int Sessions { get; private set; }

    /// <summary>The owner of a site lets the gateway spend more.</summary>
    public void Authorise(in Hash256 site, Credits amount)
    {
        if (!_sites.TryGetValue(site, out SiteBudget? budget)) _sites.Add(site, budget = new SiteBudget());
        budget.Authorise(amount);
    }

    /// <summary>Null if the gateway does not pay for the site.</summary>
    public SiteBudget? BudgetOf(in Hash256 site) => _sites.GetValueOrDefault(site);

    /// <summary>How long until an address block may be granted the next time; zero if it may now.</summary>
    public Duration Wait(Instant now, in Hash256 site, IpPrefix block) =>
        _blocks.TryGetValue((site, block), out Clients? clients) ? clients.Bucket.Until(now, Terms.Cap) : Duration.Zero;

    /// <summary>Opens a session and gives its first grant.</summary>
    /// <param name="block">Of the client's address.</param>
    /// <param name="nodes">Assigned by the gateway; none is refused.</param>
    /// <returns>Why not, or none.</returns>
    public DenyReason Open(Instant now, in Hash256 site, IpPrefix block, ReadOnlySpan<PublicKey> nodes, out DeskSession session)
    {
        session = null!;
        Close(now);
        if (!_sites.TryGetValue(site, out SiteBudget? budget)) return DenyReason.UnknownSite;
        if (nodes.IsEmpty) return DenyReason.NoNodes;
        if (Sessions >= Terms.MaxSessions) return DenyReason.TooBusy;
        if (budget.Left < Terms.Cap) return DenyReason.SiteBudget;
        Clients clients = ClientsOf(now, site, block);
        if (clients.Sessions >= Terms.MaxSessionsPerPrefix) return DenyReason.TooManySessions;
        if (!clients.Bucket.TryTake(now, Terms.Cap)) return DenyReason.PrefixBudget;
        Invariant.Require(nodes.Length <= Terms.NodesPerSession, "desk: more nodes than share a grant");
        session = new DeskSession(site, block, now, now + Terms.SessionTime, nodes);
        Grant(now, session, budget, RenewShare);
        clients.Sessions++;
        Sessions++;
        _ending.Enqueue(session, session.Ends.Nanoseconds);
        return DenyReason.None;
    }

    /// <summary>A device's word on what nodes delivered. All of it is taken, or nothing.</summary>
    /// <returns>Why not, or none.</returns>
    public DenyReason Note(Instant now, DeskSession session, ReadOnlySpan<DeliveryNote> notes)
    {
        if (session.IsRevoked) return DenyReason.Revoked;
        Span<long> units = _units.AsSpan(0, session.Nodes.Length);
        units.Clear();
        foreach (DeliveryNote note in notes)
        {
            int node = session.IndexOf(note.Node);
            if (node < 0) return DenyReason.NodeNotAssigned;
            bool granted = note.Amount.Units <= (Int128)Terms.NodeCap.Units * session.Grants
                && note.Amount.Units <= note.Units * (Int128)Terms.MaxUnitPrice.Units;
            if (!granted) return DenyReason.Implausible;
            units[node] = Math.Max(units[node], note.Units);
        }

        if (!_link.Carries(session.UnitsWith(units), now - session.Opened)) return DenyReason.Implausible;
        foreach (DeliveryNote note in notes) session.Take(session.IndexOf(note.Node), note.Units, note.Amount);
        return DenyReason.None;
    }

    /// <summary>Gives the next grant of a session.</summary>
    /// <param name="number">The last one that the device holds: a request that was lost or is repeated gives no second one.</param>
    /// <returns>Why not, or none.</returns>
    public DenyReason Renew(Instant now, DeskSession session, int number)
    {
        Close(now);
        if (session.IsRevoked) return DenyReason.Revoked;
        if (now >= session.Ends) return DenyReason.TokenExpired;
        if (number != session.Grants) return DenyReason.WrongNumber;
        bool isOver = now >= session.GrantEnds;
        if (!isOver && session.MostNoted < session.RenewAt) return DenyReason.TooEarly;
        if (Terms.SessionBudget - session.Granted < Terms.Cap) return DenyReason.SessionBudget;
        SiteBudget budget = _sites[session.Site];
        if (budget.Left < Terms.Cap) return DenyReason.SiteBudget;
        if (!ClientsOf(now, session.Site, session.Block).Bucket.TryTake(now, Terms.Cap)) return DenyReason.PrefixBudget;
        // What was left of a grant when its time was over is lost to the device: the next one is counted from what it did spend.
        Grant(now, session, budget, isOver ? session.MostNoted + RenewShare : session.RenewAt + Terms.NodeCap);
        return DenyReason.None;
    }

    /// <summary>The ledger will credit nothing more under a session's grants: what it did not spend goes back to the site. Once.</summary>
    /// <param name="spent">Credited under all its grants.</param>
    public void Settle(DeskSession session, Credits spent)
    {
        Invariant.Require(!session.IsSettled, "desk: a session is settled twice");
        session.IsSettled = true;
        session.Revoke();
        _sites[session.Site].Settle(session.Granted, spent);
    }

    /// <summary>Lets go of sessions whose time is over.</summary>
    public void Close(Instant now)
    {
        while (_ending.TryPeek(out _, out long ends) && ends <= now.Nanoseconds)
        {
            DeskSession session = _ending.Dequeue();
            Sessions--;
            (Hash256, IpPrefix) key = (session.Site, session.Block);
            _blocks[key].Sessions--;
        }
    }

    /// <summary>What part of a node's share is notified before the next grant.</summary>
    private Credits RenewShare => new((long)((Int128)Terms.NodeCap.Units * Terms.RenewPercent / 100));

    private void Grant(Instant now, DeskSession session, SiteBudget budget, Credits renewAt)
    {
        budget.Grant(Terms.Cap);
        session.Granted += Terms.Cap;
        session.Grants++;
        session.GrantEnds = Instant.Min(now + Terms.GrantTime, session.Ends);
        session.RenewAt = renewAt;
        Invariant.Require(session.Granted <= Terms.SessionBudget, "desk: a session is granted more than its budget");
    }

    private Clients ClientsOf(Instant now, in Hash256 site, IpPrefix block)
    {
        if (_blocks.TryGetValue((site, block), out Clients? clients)) return clients;
        if (_blocks.Count >= _sweepAt) Sweep(now);
        clients = new Clients { Bucket = new SpendBucket(Terms.PrefixBudget, Terms.PrefixRefill, now) };
        _blocks.Add((site, block), clients);
        return clients;
    }

    /// <summary>Forgets blocks that nothing is known of; now and then, so that it costs little for each.</summary>
    private void Sweep(Instant now)
    {
        foreach (((Hash256, IpPrefix) key, Clients clients) in _blocks)
            if (clients.Sessions == 0 && clients.Bucket.IsFull(now)) _blocks.Remove(key);
        _sweepAt = Math.Max(1_024, 2 * _blocks.Count);
    }

    /// <summary>The clients of one address block at one site.</summary>
    private sealed class Clients
    {
        public SpendBucket Bucket;
        public int Sessions;
    }
}
