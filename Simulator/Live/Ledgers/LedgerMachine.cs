using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>
/// Core's ledger with what parties see of it: the same batches give the same state and the same events, whoever applies them. Not
/// thread-safe.
/// </summary>
internal sealed class LedgerMachine : ILedgerObserver
{
    private const int CreditedLength = (2 * PublicKey.Length) + 8;

    private readonly Dictionary<(PublicKey Payer, PublicKey Node), Credits> _credited = [];
    private readonly List<LedgerEvent> _events = [];
    private readonly List<LedgerClaim> _claims = [];

    public LedgerMachine(LedgerTerms terms)
        : this(new ExchangeLedger(terms.Chain, terms.Verifier(), terms.Settings))
    {
    }

    private LedgerMachine(ExchangeLedger ledger)
    {
        Ledger = ledger;
        ledger.Observer = this;
    }

    public ExchangeLedger Ledger { get; }

    /// <summary>Of the present height, in their order.</summary>
    public IReadOnlyList<LedgerEvent> Events => _events;

    /// <summary>Redemptions of the present height, in their order.</summary>
    public IReadOnlyList<LedgerClaim> Claims => _claims;

    /// <summary>Begins the next height.</summary>
    public void Begin()
    {
        _events.Clear();
        _claims.Clear();
        LedgerVerdict verdict = Ledger.Advance(Ledger.Height + 1);
        Invariant.Require(!verdict.IsRefused, "ledger: no height is left");
    }

    /// <summary>Applies a transaction at the present height; bytes may be anything.</summary>
    public LedgerReceipt Apply(ReadOnlySpan<byte> transaction) => new(Ledger.Height, Ledger.Apply(transaction));

    /// <summary>What a node was credited from an account in all, epochs that are forgotten included.</summary>
    public Credits CreditedTo(in PublicKey payer, in PublicKey node) => _credited.GetValueOrDefault((payer, node));

    /// <summary>What nodes reckon with; a balance beyond 64 bits is shown as the most that they have.</summary>
    public Credits SignedBalance(in PublicKey payer) => Narrow(Ledger.SignedBalance(payer));

    /// <summary>What others than a node were credited under a grant.</summary>
    public Credits SpentElsewhere(in Hash256 grant, in PublicKey node) => Ledger.SpentOf(grant) - Ledger.SpentOf(grant, node);

    /// <summary>Writes the whole state; equal states have equal bytes.</summary>
    public void Write(IBufferWriter<byte> to)
    {
        ArrayBufferWriter<byte> snapshot = new();
        Ledger.WriteSnapshot(snapshot);
        List<(string Order, PublicKey Payer, PublicKey Node, Credits Amount)> credited =
            [.. _credited.Select(c => ($"{c.Key.Payer}{c.Key.Node}", c.Key.Payer, c.Key.Node, c.Value))];
        credited.Sort(static (a, b) => string.CompareOrdinal(a.Order, b.Order));
        WireWriter writer = new(to.GetSpan(4 + snapshot.WrittenCount + 8 + (credited.Count * CreditedLength)));
        writer.UInt32(snapshot.WrittenCount);
        writer.Bytes(snapshot.WrittenSpan);
        writer.UInt63(credited.Count);
        foreach ((_, PublicKey payer, PublicKey node, Credits amount) in credited)
        {
            writer.Key(payer);
            writer.Key(node);
            writer.Amount(amount);
        }

        to.Advance(writer.Length);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; anything else is refused with a reason.</summary>
    public static bool TryRead(ref WireReader reader, LedgerTerms terms, [NotNullWhen(true)] out LedgerMachine? machine, out string reason)
    {
        machine = null;
        LedgerSnapshotError error = ExchangeLedger.TryRead(
            reader.Take(reader.Units()), terms.Chain, terms.Verifier(), terms.Settings, out ExchangeLedger? ledger);
        reason = $"its ledger is refused: {error}";
        if (error != LedgerSnapshotError.None) return false;
        LedgerMachine read = new(ledger!);
        long count = reader.UInt63();
        for (long i = 0; i < count && !reader.Failed; i++)
        {
            PublicKey payer = reader.Key(), node = reader.Key();
            if (!read._credited.TryAdd((payer, node), reader.Amount())) reader.Fail();
        }

        reason = "its table of what nodes were credited is malformed";
        if (reader.Failed) return false;
        machine = read;
        return true;
    }

    void ILedgerObserver.OnClaimed(in LedgerClaim claim)
    {
        PublicKey node = claim.Lane.Node;
        Credits cumulative = CreditedTo(claim.Payer, node) + claim.Credited;
        _credited[(claim.Payer, node)] = cumulative;
        _claims.Add(claim);
        _events.Add(new LedgerEvent(claim.Payer, node, claim.Lane.GrantId, claim.Credited, cumulative));
    }

    void ILedgerObserver.OnMoved(in PublicKey account, Int128 change) =>
        _events.Add(new LedgerEvent(account, default, default, Narrow(-change), default));

    private static Credits Narrow(Int128 units) => new((long)Int128.Clamp(units, long.MinValue, long.MaxValue));
}
