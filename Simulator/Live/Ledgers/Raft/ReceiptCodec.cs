using System.Buffers.Binary;
using Fleek.Core.Ledger;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>Receipts as bytes: height, outcome, refusal, amount, id; all of one width.</summary>
internal static class ReceiptCodec
{
    public const int Length = 8 + 1 + 1 + 16 + Core.Primitives.Hash256.Length;

    public static void Write(ref WireWriter writer, in LedgerReceipt receipt)
    {
        writer.UInt63(receipt.Height);
        writer.Byte((byte)receipt.Verdict.Outcome);
        writer.Byte((byte)receipt.Verdict.Refusal);
        BinaryPrimitives.WriteInt128BigEndian(writer.Take(16), receipt.Verdict.Amount);
        writer.Hash(receipt.Verdict.Id);
    }

    public static LedgerReceipt Read(ref WireReader reader)
    {
        long height = reader.UInt63();
        LedgerOutcome outcome = (LedgerOutcome)reader.Byte();
        LedgerRefusal refusal = (LedgerRefusal)reader.Byte();
        ReadOnlySpan<byte> amount = reader.Take(16);
        Int128 units = amount.IsEmpty ? 0 : BinaryPrimitives.ReadInt128BigEndian(amount);
        return new LedgerReceipt(height, new LedgerVerdict(outcome, refusal, units, reader.Hash()));
    }
}
