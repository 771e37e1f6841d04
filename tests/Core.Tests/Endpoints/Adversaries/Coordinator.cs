using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>
/// Brings to the ledger what clients lack, until nobody lacks anything: the key from the node, or the money from escrow or stake. It checks
/// that evidence is there and admitted, and what each verdict moves.
/// </summary>
internal sealed class Coordinator
{
    private readonly ExchangeWorld _world;
    private readonly ISigner _poster;

    public Coordinator(ExchangeWorld world)
    {
        _world = world;
        _poster = world.Signatures.Signer(400);
        Ledger.Apply(new Deposit(_poster.Key, LedgerHost.Settings.PosterDeposit * 1_000, false));
    }

    public int KeyDisputes { get; private set; }

    public int PlaintextDisputes { get; private set; }

    public long PublishedUnits { get; private set; }

    public long RefundedUnits { get; private set; }

    private ExchangeLedger Ledger => _world.Ledger.Ledger;

    /// <summary>Units of wrong plaintext for which no stake was left to give the price back.</summary>
    public long LostUnits { get; private set; }

    /// <summary>Settles what clients lack of the sessions that they have left.</summary>
    /// <param name="answer">The key that the node publishes for a unit of a session, or none.</param>
    public void Settle(Func<Hash256, long, Hash256?> answer)
    {
        for (int round = 0; _world.Clients.Exists(client => client.Endpoint.Outstanding > 0); round++)
        {
            Assert.True(round < 40, "I3: disputes do not end");
            List<(ExchangeClient Client, KeyDispute Dispute)> open = [];
            foreach (ExchangeClient client in _world.Clients)
            {
                if (client.Endpoint.Outstanding == 0) continue;
                Ledger.Apply(client.Options.Grant);
                if (!AccusePlaintext(client)) open.Add((client, DemandKeys(client, answer)));
            }

            if (open.Exists(each => each.Dispute.Missing > 0)) Ledger.Advance(Ledger.Height + LedgerHost.Settings.DisputeHeights);
            foreach ((ExchangeClient client, KeyDispute dispute) in open) Conclude(client, dispute);
            Ledger.Audit();
        }
    }

    /// <summary>D2, if the client was given a key that does not give the block.</summary>
    private bool AccusePlaintext(ExchangeClient client)
    {
        Span<byte> headers = stackalloc byte[HeaderEvidence.MaxHeaders * ChunkHeader.Length];
        Span<byte> siblings = stackalloc byte[GroupTree.MaxPathBytes + (WrongPlaintext.MaxPath * Hash256.Length)];
        if (!client.Endpoint.TryWrongPlaintext(headers, siblings, out WrongPlaintext proof)) return false;
        PlaintextDisputes++;
        Anchor anchor = proof.Evidence.Anchor.Anchor;
        Int128 stake = Ledger.StakeOf(anchor.Node), poster = Ledger.Balance(_poster.Key);
        PublicKey payer = client.Options.Grant.Grant.Payer;
        Int128 before = Ledger.Balance(payer);
        LedgerVerdict verdict = Ledger.Apply(proof.Sign(_poster, ExchangeWorld.Chain, Ledger.SequenceOf(_poster.Key)));
        Assert.Equal(LedgerOutcome.Upheld, verdict.Outcome);
        Assert.Equal(Int128.Min(stake, LedgerHost.Settings.SlashAmount.Units), verdict.Amount);
        Assert.Equal(stake - verdict.Amount, Ledger.StakeOf(anchor.Node));
        Assert.Equal(poster, Ledger.Balance(_poster.Key));
        Credits refund = verdict.Amount >= anchor.UnitPrice.Units ? anchor.UnitPrice : new Credits((long)verdict.Amount);
        Assert.Equal(before + refund.Units, Ledger.Balance(payer));
        if (refund == Credits.Zero) LostUnits++;
        else RefundedUnits++;
        client.Refunded(anchor.Session, proof.Evidence.FirstUnit, proof.Evidence.FirstUnit);
        return true;
    }

    /// <summary>D1, and what the node answers.</summary>
    private KeyDispute DemandKeys(ExchangeClient client, Func<Hash256, long, Hash256?> answer)
    {
        Span<byte> headers = stackalloc byte[HeaderEvidence.MaxHeaders * ChunkHeader.Length];
        Assert.True(client.Endpoint.TryEvidence(headers, out HeaderEvidence evidence), "I6: a client cannot show what it lacks");
        KeyDisputes++;
        Anchor anchor = evidence.Anchor.Anchor;
        Int128 poster = Ledger.Balance(_poster.Key), payer = Ledger.Balance(client.Options.Grant.Grant.Payer);
        LedgerVerdict opened = Ledger.Apply(KeyWithheld.Sign(_poster, ExchangeWorld.Chain, Ledger.SequenceOf(_poster.Key), evidence));
        Assert.Equal(LedgerRefusal.None, opened.Refusal);
        Assert.Equal((anchor.UnitPrice * evidence.Units).Units, opened.Amount);
        Assert.Equal(poster - LedgerHost.Settings.PosterDeposit.Units, Ledger.Balance(_poster.Key));
        Assert.True(Ledger.Balance(client.Options.Grant.Grant.Payer) >= payer - opened.Amount, "a dispute takes more than it is about");
        KeyDispute dispute = new(anchor, evidence.FirstUnit, evidence.LastUnit, []);
        for (long unit = evidence.FirstUnit; unit <= evidence.LastUnit; unit++)
        {
            if (answer(anchor.Session, unit) is not { } key) continue;
            Assert.Equal(LedgerRefusal.None, Ledger.Apply(new PublishKey(opened.Id, unit, key)).Refusal);
            dispute.Published[unit] = key;
        }

        return dispute;
    }

    /// <summary>The client takes what the dispute came to; a key that was not published cost the node no stake.</summary>
    private void Conclude(ExchangeClient client, KeyDispute dispute)
    {
        PublishedUnits += dispute.Published.Count;
        RefundedUnits += dispute.Missing;
        for (long unit = dispute.First; unit <= dispute.Last; unit++)
        {
            if (dispute.Published.TryGetValue(unit, out Hash256 key)) client.KeyPublished(dispute.Anchor.Session, unit, key);
            else client.Refunded(dispute.Anchor.Session, unit, unit);
            AccusePlaintext(client); // at once: a client keeps the evidence of one wrong block
        }
    }

    private sealed record KeyDispute(Anchor Anchor, long First, long Last, Dictionary<long, Hash256> Published)
    {
        public long Missing => Last - First + 1 - Published.Count;
    }
}
