using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>Transactions as bytes, as a link submits them.</summary>
public static class LedgerTransactions
{
    private delegate void Writing(ref WireWriter writer);

    public static byte[] Of(Deposit deposit) => Write(
        deposit.IsStake ? LedgerTransactionKind.Stake : LedgerTransactionKind.Deposit, Deposit.Length,
        (ref WireWriter w) => deposit.Write(ref w));

    public static byte[] Of(Withdraw withdraw) =>
        Write(LedgerTransactionKind.Withdraw, Withdraw.Length, (ref WireWriter w) => withdraw.Write(ref w));

    public static byte[] Of(SignedGrant grant) =>
        Write(LedgerTransactionKind.RegisterGrant, SignedGrant.Length, (ref WireWriter w) => grant.Write(ref w));

    public static byte[] Of(PublishKey publish) =>
        Write(LedgerTransactionKind.PublishKey, PublishKey.Length, (ref WireWriter w) => publish.Write(ref w));

    /// <summary>A dispute: a key that was paid for did not come (D1).</summary>
    public static byte[] Of(KeyWithheld withheld)
    {
        byte[] bytes = new byte[1 + withheld.Length];
        WireWriter writer = new(bytes);
        writer.Byte((byte)LedgerTransactionKind.KeyWithheld);
        withheld.Write(ref writer);
        return bytes;
    }

    /// <summary>A dispute: a key that came gives another block than the content has (D2).</summary>
    public static byte[] Of(WrongPlaintext wrong)
    {
        byte[] bytes = new byte[1 + wrong.Length];
        WireWriter writer = new(bytes);
        writer.Byte((byte)LedgerTransactionKind.WrongPlaintext);
        wrong.Write(ref writer);
        return bytes;
    }

    /// <summary>A node's claims, each by the best ticket that it holds of a lane.</summary>
    /// <param name="tickets">1 to <see cref="RedeemBatch.MaxItems"/>; one that holds nothing is a bug.</param>
    /// <param name="paths">Of the node in the scope of each grant; none where any node may redeem them all.</param>
    public static byte[] Redeem(ReadOnlySpan<LaneTicket> tickets, ReadOnlySpan<ClaimPath> paths = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tickets.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tickets.Length, RedeemBatch.MaxItems);
        byte[] items = new byte[tickets.Length * RedeemItem.MaxLength];
        WireWriter writer = new(items);
        for (int i = 0; i < tickets.Length; i++) ItemOf(tickets[i], paths.IsEmpty ? default : paths[i].Path).Write(ref writer);
        int count = tickets.Length, length = writer.Length;
        return Write(
            LedgerTransactionKind.Redeem, 2 + 4 + length,
            (ref WireWriter w) => new RedeemBatch(count, items.AsSpan(0, length)).Write(ref w));
    }

    private static RedeemItem ItemOf(in LaneTicket ticket, ScopePath path) => ticket.Kind switch
    {
        HeldTicket.HashChain => RedeemItem.OfChain(ticket.Anchor, ticket.Unit, ticket.Ticket, path),
        HeldTicket.Signed => RedeemItem.OfUnit(ticket.Anchor, ticket.Unit, ticket.Cumulative, ticket.Signature, path),
        HeldTicket.Final => RedeemItem.OfFinal(ticket.Final, ticket.Signature, path),
        _ => throw new ArgumentException("a lane without a ticket is not redeemed"),
    };

    private static byte[] Write(LedgerTransactionKind kind, int length, Writing write)
    {
        byte[] bytes = new byte[1 + length];
        WireWriter writer = new(bytes);
        writer.Byte((byte)kind);
        write(ref writer);
        return bytes;
    }
}
