using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <content>Grants: registered once, and what every claim must satisfy under one.</content>
public sealed partial class ExchangeLedger
{
    private readonly Dictionary<Hash256, GrantAccount> _grants = [];

    /// <summary>What was credited under a grant, with what is in escrow for it.</summary>
    public Credits SpentOf(in Hash256 grantId) =>
        _grants.TryGetValue(grantId, out GrantAccount? grant) ? grant.Spent : Credits.Zero;

    /// <summary>The part of it that one node was credited, or is in escrow for it.</summary>
    public Credits SpentOf(in Hash256 grantId, in PublicKey node) =>
        _grants.TryGetValue(grantId, out GrantAccount? grant) ? grant.SpentByNode.GetValueOrDefault(node) : Credits.Zero;

    /// <summary>Grants of a payer that are kept, in no order. Takes a time in proportion to all grants.</summary>
    public IEnumerable<Hash256> GrantsOf(PublicKey payer)
    {
        foreach (GrantAccount grant in _grants.Values)
            if (grant.Grant.Payer == payer) yield return grant.Id;
    }

    /// <summary>Registers a grant, for a fee of its payer. Known ones stay as they are.</summary>
    public LedgerVerdict Apply(in SignedGrant signed)
    {
        Grant grant = signed.Grant;
        if (!IsSound(grant)) return LedgerVerdict.Refused(LedgerRefusal.FieldOutOfRange);
        if (grant.Chain != _chain) return LedgerVerdict.Refused(LedgerRefusal.WrongChain);
        Hash256 id = grant.Id();
        if (_grants.ContainsKey(id)) return LedgerVerdict.Unchanged(id);
        if (Height >= CloseOf(grant.EpochTo)) return LedgerVerdict.Refused(LedgerRefusal.EpochClosed);
        if (Balance(grant.Payer) < _settings.GrantFee.Units) return LedgerVerdict.Refused(LedgerRefusal.InsufficientFunds);
        if (!signed.IsValid(_verifier)) return LedgerVerdict.Refused(LedgerRefusal.BadSignature);
        LedgerAccount payer = AccountOf(grant.Payer);
        Take(payer, _settings.GrantFee.Units);
        _fees += _settings.GrantFee.Units;
        _debits += _settings.GrantFee.Units;
        _grants.Add(id, new GrantAccount(id, grant));
        BookOf(grant.EpochTo).Ending.Add(id);
        return Done(LedgerVerdict.Applied(_settings.GrantFee.Units, id));
    }

    private static bool IsSound(in Grant grant) =>
        grant.EpochFrom >= 0 && grant.EpochTo >= grant.EpochFrom && grant.MaxSpend > Credits.Zero
        && grant.MaxSpendPerNode >= Credits.Zero && grant.MaxSpendPerNode <= grant.MaxSpend && grant.MaxUnitPrice > Credits.Zero
        && grant.Lanes is > 0 and <= ushort.MaxValue && grant.NotAfter >= Instant.Zero;

    /// <summary>Whether a claim of a lane keeps to the grant that it names.</summary>
    /// <param name="closed">The height from which on claims of this kind are too late.</param>
    private LedgerRefusal CheckTerms(
        in Hash256 chain, in LaneKey lane, Credits unitPrice, ScopePath path, long closed, out GrantAccount grant)
    {
        grant = null!;
        if (chain != _chain) return LedgerRefusal.WrongChain;
        if (!_grants.TryGetValue(lane.GrantId, out GrantAccount? found)) return LedgerRefusal.UnknownGrant;
        grant = found;
        Grant terms = found.Grant;
        if (lane.Lane < 0 || lane.Lane >= terms.Lanes) return LedgerRefusal.LaneOutOfGrant;
        if (lane.Epoch < terms.EpochFrom || lane.Epoch > terms.EpochTo) return LedgerRefusal.EpochOutOfGrant;
        if (lane.Epoch > Epoch) return LedgerRefusal.EpochAhead;
        if (Height >= closed) return LedgerRefusal.EpochClosed;
        if (unitPrice > terms.MaxUnitPrice) return LedgerRefusal.PriceAboveGrant;
        if (Find(lane.Node) is not { IsNode: true }) return LedgerRefusal.UnknownNode;
        bool isInScope = path.IsSound && (path.Proves(lane.Node, terms.Scope) || Planted.Is(ProtocolBug.ScopeUnchecked));
        return isInScope ? LedgerRefusal.None : LedgerRefusal.NotInScope;
    }

    /// <summary>Whether the ticket is of a chain that the grant's device signed; the terms hold.</summary>
    private LedgerRefusal CheckTicket(in SignedAnchor signed, GrantAccount grant, long unit, in Hash256 ticket)
    {
        Anchor anchor = signed.Anchor;
        if (unit <= anchor.Start || unit > anchor.End) return LedgerRefusal.BadTicket;
        if (!anchor.IsSignedBy(grant.Grant.Device, signed.Signature, _verifier)) return LedgerRefusal.BadSignature;
        Hash256 key = TicketChain.KeyOf(anchor.Session, anchor.Lane);
        return TicketChain.Leads(key, unit, ticket, anchor.Start, anchor.Head) ? LedgerRefusal.None : LedgerRefusal.BadTicket;
    }

    private static bool IsSound(in Anchor anchor) =>
        anchor.IsSound && anchor.Start >= 0 && anchor.Epoch >= 0 && anchor.NotAfter >= Instant.Zero;
}
