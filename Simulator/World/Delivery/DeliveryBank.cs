using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Exchange;

namespace Fleek.Sim.World.Delivery;

/// <summary>The ledger of a run: the site owner's account, from which everything is paid, and what nodes earn of it.</summary>
internal sealed class DeliveryBank
{
    private const long Epoch = 1L << 30, DisputeHeights = 100;

    private readonly ExchangeLedger _ledger;
    private readonly ISigner _payer;
    private readonly Int128 _deposit;
    private readonly Credits _stake;
    private Int128 _stakes;

    public DeliveryBank(in Hash256 chain, ISigner payer, ISignatureVerifier verifier, Credits deposit, Credits stake)
    {
        (_payer, _deposit, _stake) = (payer, deposit.Units, stake);
        _ledger = new ExchangeLedger(chain, verifier, new LedgerSettings
        {
            EpochHeights = Epoch,
            GraceHeights = 100,
            DisputeHeights = DisputeHeights,
            WithdrawHeights = 0,
            UnbondingHeights = 2 * Epoch,
        });
        Chain = chain;
        Require(_ledger.Apply(new Deposit(payer.Key, deposit, IsStake: false)));
    }

    public Hash256 Chain { get; }

    public Credits Balance => new((long)_ledger.Balance(_payer.Key));

    /// <summary>What nodes were credited in all, refunds taken off.</summary>
    public Credits Earned => new((long)_ledger.NodeCredits);

    /// <summary>Units that a verdict gave back to the payer.</summary>
    public long RefundedUnits { get; private set; }

    public Credits ClaimedOf(in LaneKey lane) => _ledger.ClaimedOf(lane);

    /// <summary>A node that may be paid.</summary>
    public void Admit(in PublicKey node)
    {
        Require(_ledger.Apply(new Deposit(node, _stake, IsStake: true)));
        _stakes += _stake.Units;
    }

    public void Register(in SignedGrant grant) => Require(_ledger.Apply(grant));

    /// <summary>Redeems the best ticket of a lane; the entry is what the node sees of it.</summary>
    /// <param name="path">Of the node in the grant's scope.</param>
    public LedgerEntry Redeem(in LaneKey lane, in LaneTicket ticket, ScopePath path, UserId user, NodeId node)
    {
        _ledger.Advance(_ledger.Height + 1);
        LedgerVerdict verdict = _ledger.Apply(TicketClaim.Of(ticket, path));
        Require(verdict);
        return new LedgerEntry(_ledger.Height, user, node, new Credits((long)verdict.Amount), _ledger.ClaimedOf(lane));
    }

    /// <summary>
    /// Asks the ledger for keys that were paid and did not come (D1). The node does not answer: it is down, and stays down until it is too late.
    /// </summary>
    /// <returns>Units that the client is owed no more.</returns>
    public long Dispute(ClientEndpoint client, EndpointOutbox outbox)
    {
        byte[] headers = new byte[HeaderEvidence.MaxHeaders * ChunkHeader.Length];
        long settled = 0;
        while (client.TryEvidence(headers, out HeaderEvidence owed))
        {
            Require(_ledger.Apply(KeyWithheld.Sign(_payer, Chain, _ledger.SequenceOf(_payer.Key), owed)));
            _ledger.Advance(_ledger.Height + DisputeHeights + 1);
            settled += client.OnRefunded(owed.Anchor.Anchor.Session, owed.FirstUnit, owed.LastUnit, outbox);
        }

        RefundedUnits += settled;
        return settled;
    }

    /// <summary>Recounts every table: no money was made or lost.</summary>
    public void Audit()
    {
        _ledger.Audit();
        Invariant.Require(
            _ledger.Balances + _ledger.NodeCredits + _ledger.Stakes + _ledger.Burned + _ledger.Fees + _ledger.Escrow == _deposit + _stakes,
            "delivery: money was made or lost");
    }

    private static void Require(in LedgerVerdict verdict) =>
        Invariant.Require(!verdict.IsRefused, $"delivery: the ledger refuses {verdict.Refusal}");
}
