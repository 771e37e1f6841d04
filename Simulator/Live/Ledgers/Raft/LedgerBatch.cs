using Fleek.Core.Ledger;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>Transactions that are submitted together: their number in 2 bytes, then each with its length in 4.</summary>
internal static class LedgerBatch
{
    /// <summary>Most transactions of one.</summary>
    public const int MaxTransactions = 1_024;

    /// <summary>A batch that has so many bytes takes no further transaction.</summary>
    public const int EnoughBytes = 1 << 20;

    /// <summary>The length of the longest in bytes.</summary>
    public const int MaxLength = 2 + EnoughBytes + 4 + ExchangeLedger.MaxTransactionLength;

    public static byte[] Write(IReadOnlyList<ReadOnlyMemory<byte>> transactions)
    {
        byte[] bytes = new byte[2 + transactions.Sum(t => 4 + t.Length)];
        WireWriter writer = new(bytes);
        writer.UInt16(transactions.Count);
        foreach (ReadOnlyMemory<byte> transaction in transactions)
        {
            writer.UInt32(transaction.Length);
            writer.Bytes(transaction.Span);
        }

        return bytes;
    }

    /// <summary>Whether the bytes are a batch and nothing else. Its transactions may be anything.</summary>
    public static bool IsSound(ReadOnlySpan<byte> batch)
    {
        WireReader reader = new(batch);
        int count = reader.UInt16();
        if (count is 0 or > MaxTransactions) return false;
        for (int i = 0; i < count && !reader.Failed; i++) Next(ref reader);
        return reader.IsComplete;
    }

    /// <summary>The next transaction; the count was read.</summary>
    public static ReadOnlySpan<byte> Next(ref WireReader reader)
    {
        int length = reader.Units();
        if (length > ExchangeLedger.MaxTransactionLength) reader.Fail();
        return reader.Take(length);
    }

    /// <summary>The place of the first transaction that fails a test, or -1.</summary>
    public static int FirstNot(ReadOnlySpan<byte> batch, SpanTest admits)
    {
        WireReader reader = new(batch);
        int count = reader.UInt16();
        for (int i = 0; i < count; i++)
            if (!admits(Next(ref reader))) return i;
        return -1;
    }

    internal delegate bool SpanTest(ReadOnlySpan<byte> transaction);
}
