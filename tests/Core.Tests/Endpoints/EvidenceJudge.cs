using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;

namespace Fleek.Tests.Core;

/// <summary>Whether a ledger that knows nothing but the grant opens a dispute on what a client shows.</summary>
internal static class EvidenceJudge
{
    public static bool Admits(ExchangeWorld world, ExchangeClient client)
    {
        Span<byte> room = stackalloc byte[HeaderEvidence.MaxHeaders * ChunkHeader.Length];
        if (!client.Endpoint.TryEvidence(room, out HeaderEvidence evidence)) return false;
        ISigner poster = world.Signatures.Signer(300);
        ExchangeLedger ledger = new(ExchangeWorld.Chain, world.Signatures, LedgerHost.Settings);
        Grant grant = client.Options.Grant.Grant;
        ledger.Apply(new Deposit(grant.Payer, grant.MaxSpend, false));
        ledger.Apply(new Deposit(poster.Key, LedgerHost.Settings.PosterDeposit, false));
        ledger.Apply(new Deposit(client.Options.Node, LedgerHost.Stake, true));
        ledger.Apply(client.Options.Grant);
        if (client.Options.Epoch > 0) ledger.Advance(client.Options.Epoch * LedgerHost.Settings.EpochHeights);
        LedgerVerdict verdict = ledger.Apply(KeyWithheld.Sign(poster, ExchangeWorld.Chain, 0, evidence));
        ledger.Audit();
        Assert.Equal(LedgerRefusal.None, verdict.Refusal);
        return true;
    }
}
