using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>A ledger with a payer of 1,000 chunk prices, its device, and three nodes with stakes.</summary>
internal sealed class ExchangeCase
{
    public const long Price = 10;

    /// <summary>Epochs of 100 heights, 20 of grace, 10 for disputes: epoch 0 closes at 120, is disputed before 130, is final at 140.</summary>
    public static readonly LedgerSettings Plain = new()
    {
        EpochHeights = 100,
        GraceHeights = 20,
        DisputeHeights = 10,
        WithdrawHeights = 5,
        UnbondingHeights = 140,
        WithheldKeyFee = new(7),
        SlashAmount = new(500),
        PosterDeposit = new(50),
    };

    public static readonly Hash256 Chain = Blake3.Hash("a ledger"u8);

    public ExchangeCase(LedgerSettings? settings = null, long balance = 1_000 * Price)
    {
        Settings = settings ?? Plain;
        Payer = Signatures.Signer(1);
        Device = Signatures.Signer(2);
        Poster = Signatures.Signer(3);
        Nodes = [Signatures.Signer(10), Signatures.Signer(11), Signatures.Signer(12)];
        Ledger = new ExchangeLedger(Chain, Signatures, Settings);
        if (balance > 0) Ledger.Apply(new Deposit(Payer.Key, new(balance), false));
        Ledger.Apply(new Deposit(Poster.Key, new(100), false));
        foreach (ISigner node in Nodes) Ledger.Apply(new Deposit(node.Key, new(2_000), true));
    }

    public FakeSignatures Signatures { get; } = new();

    public LedgerSettings Settings { get; }

    public ISigner Payer { get; }

    public ISigner Device { get; }

    public ISigner Poster { get; }

    public ISigner[] Nodes { get; }

    public ExchangeLedger Ledger { get; }

    public Grant Terms => new(
        Chain, Payer.Key, Device.Key, 0, 3, new(500 * Price), Credits.Zero, new(Price), NodeScope.Any, 4, new(1), new Nonce(1, 2));

    /// <summary>Registers the grant and gives its id.</summary>
    public Hash256 Register(in Grant grant)
    {
        LedgerVerdict verdict = Ledger.Apply(new SignedGrant(grant, grant.Sign(Payer)));
        Assert.Equal(LedgerRefusal.None, verdict.Refusal);
        Assert.Equal(grant.Id(), verdict.Id);
        return verdict.Id;
    }

    public Hash256 Register() => Register(Terms);

    public HonestSession Session(
        in Hash256 grantId, int node = 0, int lane = 0, long epoch = 0, long baseUnits = 0, long start = 0, int units = 40, int name = 0,
        long price = Price) =>
        new(Chain, grantId, Device, Nodes[node], lane, epoch, new(baseUnits * Price), new(price), start, units, name);

    /// <summary>The ledger is right in itself.</summary>
    public void Audit() => Ledger.Audit();

    /// <summary>The transaction is refused for this reason and changes nothing.</summary>
    public void Refuses(LedgerRefusal reason, Func<ExchangeLedger, LedgerVerdict> transaction)
    {
        Hash256 before = Ledger.StateHash();
        LedgerVerdict verdict = transaction(Ledger);
        Assert.Equal(reason, verdict.Refusal);
        Assert.True(verdict.IsRefused);
        Assert.Equal(before, Ledger.StateHash());
        Audit();
    }

    /// <summary>The transaction is in order and changes nothing.</summary>
    public void LeavesUnchanged(Func<ExchangeLedger, LedgerVerdict> transaction)
    {
        Hash256 before = Ledger.StateHash();
        Assert.Equal(LedgerOutcome.Unchanged, transaction(Ledger).Outcome);
        Assert.Equal(before, Ledger.StateHash());
    }

    public LedgerVerdict Does(LedgerVerdict verdict)
    {
        Assert.Equal(LedgerRefusal.None, verdict.Refusal);
        Audit();
        return verdict;
    }
}
