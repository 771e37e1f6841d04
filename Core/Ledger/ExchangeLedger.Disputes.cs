using System;
using System.Collections.Generic;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <content>D1: keys that were paid and did not come.</content>
public sealed partial class ExchangeLedger
{
    private readonly Dictionary<Hash256, OpenDispute> _disputes = [];

    /// <summary>Disputes that wait for a node.</summary>
    public int OpenDisputes => _disputes.Count;

    /// <summary>
    /// Opens a dispute if the units can be put into escrow in full: what was redeemed of them from the node's earnings of that
    /// epoch, the rest from the payer's balance and the grant. The verdict's amount is what is in escrow for the units, its id
    /// names
    /// the dispute.
    /// </summary>
    public LedgerVerdict Apply(in KeyWithheld withheld)
    {
        HeaderEvidence evidence = withheld.Evidence;
        LedgerRefusal refusal = CheckEvidence(evidence, out GrantAccount grant);
        if (refusal == LedgerRefusal.None && !AllHaveKeys(evidence)) refusal = LedgerRefusal.NoKey;
        if (refusal == LedgerRefusal.None)
            refusal = CheckAuthor(withheld.Author, LedgerTransactionKind.KeyWithheld, withheld.BodyHash());
        if (refusal != LedgerRefusal.None) return LedgerVerdict.Refused(refusal);

        Anchor anchor = evidence.Anchor.Anchor;
        LaneAccount.Cut cut = new(
            anchor.CumulativeAt(evidence.FirstUnit - 1), anchor.CumulativeAt(evidence.LastUnit), anchor.Session,
            evidence.FirstUnit, evidence.LastUnit);
        LaneKey key = anchor.LaneKey;
        LaneAccount? known = FindLane(key);
        if (known is not null && known.Meets(cut)) return LedgerVerdict.Refused(LedgerRefusal.AlreadyDisputed);
        if (known is not null && known.Cuts.Length >= LaneAccount.MaxCuts)
            return LedgerVerdict.Refused(LedgerRefusal.TooManyDisputes);
        LedgerAccount payer = AccountOf(grant.Grant.Payer);
        Int128 deposit = _settings.PosterDeposit.Units;
        if (Balance(withheld.Author.Key) < deposit) return LedgerVerdict.Refused(LedgerRefusal.NoDeposit);
        Credits redeemed = known is null
            ? Credits.Zero
            : Credits.Max(Credits.Zero, Credits.Min(cut.To, known.Claimed) - cut.From);
        Credits fresh = cut.To - cut.From - redeemed;
        Int128 available = payer.Balance - (withheld.Author.Key == payer.Key ? deposit : 0);
        bool covered = redeemed == Credits.Zero || known!.Paid == known.Allowed(known.Claimed);
        bool isEscrowed = covered && available >= fresh.Units && grant.RoomOf(key.Node) >= fresh;
        if (!isEscrowed && !Planted.Is(ProtocolBug.DisputeWithoutEscrow))
            return LedgerVerdict.Refused(LedgerRefusal.NothingToEscrow);

        LedgerAccount poster = AccountOf(withheld.Author.Key);
        EpochBook book = BookOf(key.Epoch);
        LaneAccount lane = book.LaneOf(key);
        poster.Sequence++;
        Take(poster, deposit);
        Take(payer, fresh.Units);
        Earn(book, key.Node, -redeemed.Units);
        grant.Spend(key.Node, fresh);
        lane.Credited -= redeemed;
        lane.Paid -= redeemed;
        lane.Add(cut);
        _escrow += deposit + (cut.To - cut.From).Units;
        OpenDispute dispute = new()
        {
            Id = IdOf(key, cut),
            Lane = key,
            Poster = poster.Key,
            Deposit = _settings.PosterDeposit,
            UnitPrice = anchor.UnitPrice,
            FirstUnit = evidence.FirstUnit,
            Commitments = CommitmentsOf(evidence),
            Due = Height + _settings.DisputeHeights,
        };
        _disputes.Add(dispute.Id, dispute);
        _due.Add(new Due(dispute.Due, DueKind.Dispute, dispute.Id));
        return Done(LedgerVerdict.Applied((cut.To - cut.From).Units, dispute.Id));
    }

    /// <summary>Takes a key into account; with the last of them the dispute is over and the node is paid.</summary>
    public LedgerVerdict Apply(in PublishKey publish)
    {
        if (!_disputes.TryGetValue(publish.Dispute, out OpenDispute? dispute))
            return LedgerVerdict.Refused(LedgerRefusal.UnknownDispute);
        if (publish.Unit < dispute.FirstUnit || publish.Unit - dispute.FirstUnit >= dispute.Units)
            return LedgerVerdict.Refused(LedgerRefusal.FieldOutOfRange);
        int place = (int)(publish.Unit - dispute.FirstUnit);
        if (ChunkKeys.Commitment(publish.Key) != dispute.Commitments[place]) return LedgerVerdict.Refused(LedgerRefusal.WrongKey);
        ulong bit = 1UL << place;
        if ((dispute.Published & bit) != 0) return LedgerVerdict.Unchanged(dispute.Id);
        dispute.Published |= bit;
        if (dispute.PublishedUnits == dispute.Units)
        {
            _due.Remove(new Due(dispute.Due, DueKind.Dispute, dispute.Id));
            Resolve(dispute);
        }

        return Done(LedgerVerdict.Applied(dispute.UnitPrice.Units, dispute.Id));
    }

    /// <summary>
    /// Pays the units whose keys are public, refunds the others, and settles the deposit: back if the node is at fault.
    /// </summary>
    private void Resolve(OpenDispute dispute)
    {
        GrantAccount grant = _grants[dispute.Lane.GrantId];
        Credits paid = dispute.UnitPrice * dispute.PublishedUnits;
        Credits refunded = dispute.UnitPrice * (dispute.Units - dispute.PublishedUnits);
        _escrow -= (paid + refunded + dispute.Deposit).Units;
        Earn(BookOf(dispute.Lane.Epoch), dispute.Lane.Node, paid.Units);
        grant.Spend(dispute.Lane.Node, -refunded);
        Receive(AccountOf(grant.Grant.Payer), refunded.Units);
        if (refunded > Credits.Zero)
        {
            LedgerAccount node = AccountOf(dispute.Lane.Node);
            node.FeeOwed += _settings.WithheldKeyFee.Units;
            CollectFee(node);
            Receive(AccountOf(dispute.Poster), dispute.Deposit.Units);
        }
        else
        {
            Forfeit(dispute.Deposit);
        }

        _disputes.Remove(dispute.Id);
    }

    /// <summary>A deposit that is no poster's any more.</summary>
    private void Forfeit(Credits deposit)
    {
        _fees += deposit.Units;
        _debits += deposit.Units;
    }

    private LedgerRefusal CheckEvidence(in HeaderEvidence evidence, out GrantAccount grant)
    {
        grant = null!;
        Anchor anchor = evidence.Anchor.Anchor;
        if (!evidence.IsSound || !IsSound(anchor)) return LedgerRefusal.FieldOutOfRange;
        LedgerRefusal refusal = CheckTerms(
            anchor.Chain, anchor.LaneKey, anchor.UnitPrice, evidence.Path, LastDisputeOf(anchor.Epoch), out grant);
        if (refusal != LedgerRefusal.None) return refusal;
        if (evidence.FirstUnit <= anchor.Start) return LedgerRefusal.BadTicket;
        refusal = CheckTicket(evidence.Anchor, grant, evidence.LastUnit, evidence.Ticket);
        return refusal != LedgerRefusal.None ? refusal : evidence.CheckHeaders(_chain, _verifier);
    }

    private static bool AllHaveKeys(in HeaderEvidence evidence)
    {
        for (int i = 0; i < evidence.Units; i++)
            if (evidence.HeaderAt(i).KeyCommitment == default) return false;
        return true;
    }

    private static Hash256[] CommitmentsOf(in HeaderEvidence evidence)
    {
        Hash256[] commitments = new Hash256[evidence.Units];
        for (int i = 0; i < commitments.Length; i++) commitments[i] = evidence.HeaderAt(i).KeyCommitment;
        return commitments;
    }

    /// <summary>Units of a session meet in one dispute of a lane at most, so this names it.</summary>
    private static Hash256 IdOf(in LaneKey lane, in LaneAccount.Cut cut)
    {
        Span<byte> message = stackalloc byte[Domain.Length + (3 * Hash256.Length) + 2 + (3 * 8)];
        WireWriter writer = new(message);
        writer.Bytes(Domain.DisputeId);
        writer.Hash(lane.GrantId);
        writer.Key(lane.Node);
        writer.UInt16(lane.Lane);
        writer.UInt63(lane.Epoch);
        writer.Hash(cut.Session);
        writer.UInt63(cut.FirstUnit);
        writer.UInt63(cut.LastUnit);
        return Blake3.Hash(message);
    }
}
