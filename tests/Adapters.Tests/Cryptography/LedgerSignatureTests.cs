using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;

namespace Adapters.Tests.Cryptography;

/// <summary>The ledger of the fair exchange with real keys; its rules are tested with faster signatures.</summary>
public sealed class LedgerSignatureTests
{
    private static readonly Hash256 _chain = Blake3.Hash("a ledger"u8);

    [Fact]
    public void A_ledger_takes_what_Ed25519_signed_and_refuses_the_rest()
    {
        using Ed25519Signer payer = Signer(1), device = Signer(2), node = Signer(3);
        ExchangeLedger ledger = new(_chain, new Ed25519Verifier(), new LedgerSettings
        {
            EpochHeights = 10,
            GraceHeights = 1,
            DisputeHeights = 1,
            WithdrawHeights = 0,
            UnbondingHeights = 20,
            SlashAmount = new(5),
        });
        ledger.Apply(new Deposit(payer.Key, new(100), false));
        ledger.Apply(new Deposit(node.Key, new(50), true));
        Grant grant = new(
            _chain, payer.Key, device.Key, 0, 1, new(80), Credits.Zero, new(10), NodeScope.Any, 1, new(1), new Nonce(1, 2));
        Assert.Equal(LedgerRefusal.BadSignature, ledger.Apply(new SignedGrant(grant, grant.Sign(device))).Refusal);
        Hash256 id = ledger.Apply(new SignedGrant(grant, grant.Sign(payer))).Id;

        Hash256 session = Blake3.Hash("a session"u8), key = TicketChain.KeyOf(session, 0), ticket = Blake3.Hash("w"u8), head = ticket;
        for (int unit = 3; unit > 0; unit--) head = TicketChain.Previous(key, unit, head);
        Anchor anchor = new(_chain, session, id, node.Key, 0, 0, Credits.Zero, new(10), 0, 3, head, new(1));
        SignedAnchor good = new(anchor, anchor.Sign(device)), forged = new(anchor, anchor.Sign(payer));
        Assert.Equal(LedgerRefusal.BadSignature, ledger.Apply(RedeemItem.OfChain(forged, 3, ticket, default)).Refusal);
        Assert.Equal((Int128)30, ledger.Apply(RedeemItem.OfChain(good, 3, ticket, default)).Amount);
        FinalTicket final = new(_chain, id, node.Key, 0, 0, new(10), new(40));
        Assert.Equal(LedgerRefusal.BadSignature, ledger.Apply(RedeemItem.OfFinal(final, default, default)).Refusal);
        Assert.Equal((Int128)10, ledger.Apply(RedeemItem.OfFinal(final, final.Sign(device), default)).Amount);

        Assert.Equal(LedgerRefusal.BadAuthor, ledger.Apply(Withdraw.Sign(payer, default, WithdrawFrom.Balance, new(1), 0)).Refusal);
        Assert.Equal((Int128)60, ledger.Apply(Withdraw.Sign(payer, _chain, WithdrawFrom.Balance, new(60), 0)).Amount);
        HeaderStatement a = new(_chain, session, 1, head), b = a with { Head = ticket };
        Equivocation proof = new(node.Key, session, 1, a.Head, a.Sign(node), b.Head, b.Sign(node));
        Assert.Equal(LedgerRefusal.BadSignature, ledger.Apply(proof with { SignatureB = proof.SignatureA }).Refusal);
        Assert.Equal(LedgerOutcome.Upheld, ledger.Apply(proof).Outcome);
        ledger.Audit();
    }

    private static Ed25519Signer Signer(byte seed)
    {
        byte[] bytes = new byte[Ed25519Signer.SeedBytes];
        Array.Fill(bytes, seed);
        return new Ed25519Signer(bytes);
    }
}
