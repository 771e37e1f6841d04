using System;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>
/// Its author's money goes out. Balance and stake leave after a time in which they still pay and can be slashed, and then as far
/// as they are left; earnings of closed epochs leave at once.
/// </summary>
public readonly record struct Withdraw(WithdrawFrom From, Credits Amount, Author Author)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = BodyLength + Author.Length;

    private const int BodyLength = 1 + 8;

    public static Withdraw Sign(ISigner signer, in Hash256 chain, WithdrawFrom from, Credits amount, long sequence)
    {
        Withdraw body = new(from, amount, default);
        return body with { Author = Author.Sign(signer, chain, LedgerTransactionKind.Withdraw, sequence, body.BodyHash()) };
    }

    public Hash256 BodyHash()
    {
        Span<byte> bytes = stackalloc byte[BodyLength];
        WireWriter writer = new(bytes);
        WriteBody(ref writer);
        return Blake3.Hash(bytes);
    }

    public void Write(ref WireWriter writer)
    {
        WriteBody(ref writer);
        Author.Write(ref writer);
    }

    public static Withdraw Read(ref WireReader reader)
    {
        WithdrawFrom from = (WithdrawFrom)reader.Byte();
        if (from is < WithdrawFrom.Balance or > WithdrawFrom.Stake) reader.Fail();
        return new Withdraw(from, reader.Amount(), Author.Read(ref reader));
    }

    private void WriteBody(ref WireWriter writer)
    {
        writer.Byte((byte)From);
        writer.Amount(Amount);
    }
}

/// <summary>Which money of an account.</summary>
public enum WithdrawFrom : byte
{
    None = 0,
    Balance = 1,

    /// <summary>What a node earned in epochs that can no longer be disputed.</summary>
    Earnings = 2,
    Stake = 3,
}
