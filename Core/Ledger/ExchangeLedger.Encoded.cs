using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <content>Transactions as bytes: a kind, then its fields and nothing after them.</content>
public sealed partial class ExchangeLedger
{
    /// <summary>The length of the longest transaction in bytes.</summary>
    public const int MaxTransactionLength = 1 + RedeemBatch.MaxLength;

    /// <summary>Applies an encoded transaction; bytes may be anything.</summary>
    public LedgerVerdict Apply(ReadOnlySpan<byte> transaction)
    {
        WireReader reader = new(transaction);
        switch ((LedgerTransactionKind)reader.Byte())
        {
            case LedgerTransactionKind.Deposit:
                Deposit deposit = Deposit.Read(ref reader, isStake: false);
                return reader.IsComplete ? Apply(deposit) : Malformed;
            case LedgerTransactionKind.Stake:
                Deposit stake = Deposit.Read(ref reader, isStake: true);
                return reader.IsComplete ? Apply(stake) : Malformed;
            case LedgerTransactionKind.Withdraw:
                Withdraw withdraw = Withdraw.Read(ref reader);
                return reader.IsComplete ? Apply(withdraw) : Malformed;
            case LedgerTransactionKind.RegisterGrant:
                SignedGrant grant = SignedGrant.Read(ref reader);
                return reader.IsComplete ? Apply(grant) : Malformed;
            case LedgerTransactionKind.Redeem:
                RedeemBatch batch = RedeemBatch.Read(ref reader);
                return reader.IsComplete ? Apply(batch, out _) : Malformed;
            case LedgerTransactionKind.KeyWithheld:
                KeyWithheld withheld = KeyWithheld.Read(ref reader);
                return reader.IsComplete ? Apply(withheld) : Malformed;
            case LedgerTransactionKind.PublishKey:
                PublishKey publish = PublishKey.Read(ref reader);
                return reader.IsComplete ? Apply(publish) : Malformed;
            case LedgerTransactionKind.WrongPlaintext:
                WrongPlaintext plaintext = WrongPlaintext.Read(ref reader);
                return reader.IsComplete ? Apply(plaintext) : Malformed;
            case LedgerTransactionKind.Equivocation:
                Equivocation equivocation = Equivocation.Read(ref reader);
                return reader.IsComplete ? Apply(equivocation) : Malformed;
            default:
                return Malformed;
        }
    }

    private static LedgerVerdict Malformed => LedgerVerdict.Refused(LedgerRefusal.Malformed);
}
