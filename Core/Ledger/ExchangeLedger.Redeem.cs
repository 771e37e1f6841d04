using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <content>Claims of nodes on grants.</content>
public sealed partial class ExchangeLedger
{
    /// <summary>The largest cumulative amount of a lane that was redeemed; zero once its epoch is forgotten.</summary>
    public Credits ClaimedOf(in LaneKey lane) => FindLane(lane)?.Claimed ?? Credits.Zero;

    /// <summary>What a node was paid for an epoch that can still be disputed, without fees.</summary>
    public Int128 LockedOf(in PublicKey node, long epoch) =>
        _books.TryGetValue(epoch, out EpochBook? book) && book.Earned.TryGetValue(node, out Int128 earned)
            ? earned - FeeOf(earned)
            : 0;

    /// <summary>
    /// Credits what is new in a claim, as far as grant and node caps go. The payer pays what it has; the rest is its debt. The
    /// verdict's amount is what was credited, debt included.
    /// </summary>
    public LedgerVerdict Apply(in RedeemItem item)
    {
        LedgerRefusal refusal = CheckRedeem(item, out GrantAccount grant, out LaneKey key, out Credits claimed);
        if (refusal != LedgerRefusal.None) return LedgerVerdict.Refused(refusal);
        if (claimed <= ClaimedOf(key)) return LedgerVerdict.Unchanged();
        EpochBook book = BookOf(key.Epoch);
        LaneAccount lane = book.LaneOf(key);
        LedgerAccount payer = AccountOf(grant.Grant.Payer);
        Credits known = Planted.Is(ProtocolBug.CreditedTwice) ? Credits.Zero : lane.Claimed;
        Credits due = lane.Allowed(claimed) - lane.Allowed(known);
        Credits credited = Credits.Min(due, grant.RoomOf(key.Node));
        Credits paid = new((long)Int128.Min(credited.Units, payer.Balance));
        Invariant.Require(
            credited >= Credits.Zero && credited <= claimed - lane.Claimed, "I9: a claim is credited by more than is new in it");
        Credits fresh = claimed - lane.Claimed;
        lane.Claimed = claimed;
        lane.Credited += credited;
        lane.Paid += paid;
        grant.Spend(key.Node, credited);
        Charge(payer, paid.Units);
        Earn(book, key.Node, paid.Units);
        payer.Debt += (credited - paid).Units;
        Credits price = item.Kind == RedeemKind.Final ? item.Final.UnitPrice : item.Anchor.Anchor.UnitPrice;
        Observer?.OnClaimed(new LedgerClaim(key, payer.Key, fresh, price, credited, paid));
        return Done(LedgerVerdict.Applied(credited.Units));
    }

    /// <summary>
    /// Credits each item of a batch by itself. Applied if all could be read: then the amount is what was credited in all, and
    /// <paramref name="refused"/> says how many items were refused.
    /// </summary>
    public LedgerVerdict Apply(RedeemBatch batch, out int refused)
    {
        refused = 0;
        if (!batch.IsSound) return LedgerVerdict.Refused(LedgerRefusal.Malformed);
        Int128 credited = 0;
        WireReader reader = new(batch.Items);
        for (int i = 0; i < batch.Count; i++)
        {
            LedgerVerdict verdict = Apply(RedeemItem.Read(ref reader));
            credited += verdict.Amount;
            if (verdict.IsRefused) refused++;
        }

        return LedgerVerdict.Applied(credited);
    }

    private LedgerRefusal CheckRedeem(in RedeemItem item, out GrantAccount grant, out LaneKey key, out Credits claimed)
    {
        if (item.Kind == RedeemKind.Final) return CheckFinal(item, out grant, out key, out claimed);
        Anchor anchor = item.Anchor.Anchor;
        key = anchor.LaneKey;
        claimed = Credits.Zero;
        grant = null!;
        if (item.Kind is not (RedeemKind.Chain or RedeemKind.Unit) || !IsSound(anchor)) return LedgerRefusal.FieldOutOfRange;
        LedgerRefusal refusal = CheckTerms(anchor.Chain, key, anchor.UnitPrice, item.Path, CloseOf(key.Epoch), out grant);
        if (refusal != LedgerRefusal.None) return refusal;
        refusal = item.Kind == RedeemKind.Chain
            ? CheckTicket(item.Anchor, grant, item.Unit, item.Ticket)
            : CheckSignedUnit(item, grant);
        if (refusal == LedgerRefusal.None) claimed = anchor.CumulativeAt(item.Unit);
        return refusal;
    }

    private LedgerRefusal CheckFinal(in RedeemItem item, out GrantAccount grant, out LaneKey key, out Credits claimed)
    {
        FinalTicket final = item.Final;
        key = final.LaneKey;
        claimed = final.Cumulative;
        grant = null!;
        if (final.UnitPrice <= Credits.Zero || final.Cumulative < Credits.Zero || final.Epoch < 0)
            return LedgerRefusal.FieldOutOfRange;
        LedgerRefusal refusal = CheckTerms(final.Chain, key, final.UnitPrice, item.Path, CloseOf(key.Epoch), out grant);
        if (refusal != LedgerRefusal.None) return refusal;
        return final.IsSignedBy(grant.Grant.Device, item.Signature, _verifier) ? LedgerRefusal.None : LedgerRefusal.BadSignature;
    }

    /// <summary>The terms hold. The anchor says the price, so the ticket must say what a unit of it costs.</summary>
    private LedgerRefusal CheckSignedUnit(in RedeemItem item, GrantAccount grant)
    {
        Anchor anchor = item.Anchor.Anchor;
        PublicKey device = grant.Grant.Device;
        if (item.Unit <= anchor.Start || item.Unit > anchor.End || item.SignedUnit.Cumulative != anchor.CumulativeAt(item.Unit))
            return LedgerRefusal.BadTicket;
        return anchor.IsSignedBy(device, item.Anchor.Signature, _verifier)
            && item.SignedUnit.IsSignedBy(device, item.Signature, _verifier)
            ? LedgerRefusal.None
            : LedgerRefusal.BadSignature;
    }

    /// <summary>
    /// Changes what a node was paid for an epoch, and fees with it: always the rounded share of the whole, so that it does not
    /// matter in which pieces it came.
    /// </summary>
    private void Earn(EpochBook book, in PublicKey node, Int128 amount)
    {
        if (amount == 0) return;
        book.Earned.TryGetValue(node, out Int128 before);
        Int128 after = before + amount;
        Invariant.Require(after >= 0, "ledger: a node gives back more than it was paid");
        Int128 fee = FeeOf(after) - FeeOf(before);
        book.Earned[node] = after;
        _fees += fee;
        _credits += amount - fee;
        _debits += amount;
    }

    private Int128 FeeOf(Int128 earned) => earned * _settings.RedeemFeeMillionths / 1_000_000;

    private LaneAccount? FindLane(in LaneKey key) =>
        _books.TryGetValue(key.Epoch, out EpochBook? book) && book.Lanes.TryGetValue(key, out LaneAccount? lane) ? lane : null;
}
