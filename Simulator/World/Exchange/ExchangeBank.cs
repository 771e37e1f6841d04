using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Exchange;

/// <summary>
/// The ledger of an exchange: one payer with a deposit, one node with a stake. Every transaction is final at once; the ledger asserts
/// at each height that nothing is made or lost.
/// </summary>
internal sealed class ExchangeBank
{
    private const long Epoch = 1L << 30;
    private const long DisputeHeights = 100;

    private readonly ExchangeLedger _ledger;
    private readonly ExchangeParties _parties;
    private readonly Credits _price, _deposit, _stake;
    private Credits _slashed, _refunded;
    private long _redeems;

    /// <param name="deposit">Of the payer.</param>
    public ExchangeBank(in Hash256 chain, ExchangeParties parties, Credits price, Credits deposit)
    {
        (_parties, _price, _deposit, _stake) = (parties, price, deposit, price * ExchangeTerms.StakeChunks);
        _ledger = new ExchangeLedger(chain, parties.Verifier, new LedgerSettings
        {
            EpochHeights = Epoch,
            GraceHeights = 100,
            DisputeHeights = DisputeHeights,
            WithdrawHeights = 0,
            UnbondingHeights = 2 * Epoch,
            SlashAmount = price * 10,
        });
        Require(_ledger.Apply(new Deposit(parties.Payer.Key, deposit, IsStake: false)), "a deposit");
        Require(_ledger.Apply(new Deposit(parties.Node.Key, _stake, IsStake: true)), "a stake");
    }

    /// <summary>What the payer has, as the node's view of the ledger begins.</summary>
    public Credits Balance => new((long)_ledger.Balance(_parties.Payer.Key));

    /// <summary>What was redeemed of a lane.</summary>
    public Credits ClaimedOf(in LaneKey lane) => _ledger.ClaimedOf(lane);

    /// <summary>Registers the grant; one that the ledger refuses is not known to it, and redeems nothing.</summary>
    public void Register(in SignedGrant grant) => _ledger.Apply(grant);

    /// <summary>Redeems the best ticket of a lane. The entry is what the node sees of it.</summary>
    public LedgerEntry Redeem(in LaneKey lane, in LaneTicket ticket, UserId user, NodeId node)
    {
        _ledger.Advance(_ledger.Height + 1);
        _redeems++;
        LedgerVerdict verdict = _ledger.Apply(TicketClaim.Of(ticket, new ScopePath(0, [])));
        Require(verdict, "a ticket that the node took");
        return new LedgerEntry(_ledger.Height, user, node, new Credits((long)verdict.Amount), _ledger.ClaimedOf(lane));
    }

    /// <summary>
    /// Posts what the client holds against a node that lied about a block: first that block (D2), then the keys that it still owes (D1). The
    /// node does not come back to publish them.
    /// </summary>
    /// <returns>Chunks that the payer does not pay for in the end.</returns>
    public long Dispute(Instant now, ClientEndpoint client, in Hash256 chain, EndpointOutbox outbox)
    {
        byte[] headers = new byte[HeaderEvidence.MaxHeaders * ChunkHeader.Length];
        byte[] siblings = new byte[GroupTree.MaxPathBytes + (WrongPlaintext.MaxPath * Hash256.Length)];
        if (!client.TryWrongPlaintext(headers, siblings, out WrongPlaintext wrong)) return 0;
        _ledger.Advance(_ledger.Height + 1);
        Credits before = Balance;
        LedgerVerdict verdict = _ledger.Apply(wrong.Sign(_parties.Payer, chain, _ledger.SequenceOf(_parties.Payer.Key)));
        Invariant.Require(verdict.Outcome == LedgerOutcome.Upheld, "exchange: the ledger does not uphold the client's evidence");
        _slashed = new Credits((long)verdict.Amount);
        _refunded = Balance - before;
        long settled = client.OnRefunded(wrong.Evidence.Anchor.Anchor.Session, wrong.Evidence.FirstUnit, wrong.Evidence.LastUnit, outbox);
        while (client.TryEvidence(headers, out HeaderEvidence owed))
        {
            Require(_ledger.Apply(KeyWithheld.Sign(_parties.Payer, chain, _ledger.SequenceOf(_parties.Payer.Key), owed)), "a dispute");
            _ledger.Advance(_ledger.Height + DisputeHeights + 1);
            settled += client.OnRefunded(owed.Anchor.Anchor.Session, owed.FirstUnit, owed.LastUnit, outbox);
        }

        return settled;
    }

    /// <summary>Where the money is, after a recount of every table.</summary>
    public ExchangeSettlement Settle()
    {
        _ledger.Audit();
        Invariant.Require(
            _ledger.Balances + _ledger.NodeCredits + _ledger.Stakes + _ledger.Burned + _ledger.Fees + _ledger.Escrow
                == _deposit.Units + (Int128)_stake.Units,
            "exchange: money was made or lost");
        Credits earned = new((long)_ledger.NodeCredits);
        return new ExchangeSettlement(
            _deposit, Balance, earned, earned.Units / _price.Units, _redeems, _slashed, _refunded);
    }

    private static void Require(in LedgerVerdict verdict, string what) =>
        Invariant.Require(!verdict.IsRefused, $"exchange: the ledger refuses {what}: {verdict.Refusal}");
}
