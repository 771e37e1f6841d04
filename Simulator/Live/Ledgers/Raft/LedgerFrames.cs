using System.Buffers.Binary;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>
/// Frames between a party and a replica: length of what follows in 4 bytes, kind in one, then the fields. A length beyond what a side expects
/// is an error before anything is read or reserved for it.
/// </summary>
internal static class LedgerFrames
{
    /// <summary>Changes with the layout of any frame: other versions are refused.</summary>
    public const int Version = 1;

    /// <summary>The longest frame of a party.</summary>
    public const int MaxFromParty = 1 + 8 + LedgerBatch.MaxLength;

    /// <summary>The longest frame of a replica.</summary>
    public const int MaxFromReplica = 1 + 8 + 1 + (LedgerBatch.MaxTransactions * ReceiptCodec.Length) + 1_024;

    private const int FirstRoom = 1 << 12;
    private const int NewsLength = 1 + 8 + (2 * PublicKey.Length) + (2 * 8) + Hash256.Length + 8;

    /// <summary>Reads a frame; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">It is longer than <paramref name="most"/>, or empty.</exception>
    public static async ValueTask<byte[]?> ReadAsync(Stream stream, byte[] head, int most, CancellationToken cancel)
    {
        int read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        if (read == 0) return null;
        if (read < head.Length) throw new InvalidDataException("a frame is cut off");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (length == 0 || length > (uint)most) throw new InvalidDataException("a frame is longer than any");
        // Room grows with what has come, not with what was announced.
        byte[] body = new byte[Math.Min((int)length, FirstRoom)];
        for (int filled = 0; filled < length;)
        {
            if (filled == body.Length) Array.Resize(ref body, Math.Min(2 * filled, (int)length));
            read = await stream.ReadAsync(body.AsMemory(filled), cancel).ConfigureAwait(false);
            if (read == 0) throw new InvalidDataException("a frame is cut off");
            filled += read;
        }

        return body;
    }

    public static byte[] Hello(in Nonce client, Duration lag, bool stateOnly)
    {
        byte[] frame = Begin(LedgerFrameKind.Hello, 2 + Nonce.Length + 8 + 1, out WireWriter writer);
        writer.UInt16(Version);
        client.CopyTo(writer.Take(Nonce.Length));
        writer.UInt63(lag.Nanoseconds);
        writer.Byte(stateOnly ? (byte)1 : (byte)0);
        return frame;
    }

    public static byte[] Submit(long number, ReadOnlySpan<byte> batch)
    {
        byte[] frame = Begin(LedgerFrameKind.Submit, 8 + batch.Length, out WireWriter writer);
        writer.UInt63(number);
        writer.Bytes(batch);
        return frame;
    }

    public static byte[] Watch(in PublicKey payer)
    {
        byte[] frame = Begin(LedgerFrameKind.Watch, PublicKey.Length, out WireWriter writer);
        writer.Key(payer);
        return frame;
    }

    /// <param name="leader">The leader's place among the members, or -1.</param>
    public static byte[] Welcome(bool leads, int leader)
    {
        byte[] frame = Begin(LedgerFrameKind.Welcome, 1 + 2, out WireWriter writer);
        writer.Byte(leads ? (byte)1 : (byte)0);
        writer.UInt16(leader + 1);
        return frame;
    }

    public static byte[] Answer(long number, in LedgerAnswer answer)
    {
        byte[] frame = Begin(LedgerFrameKind.Answer, 8 + 1 + answer.Receipts.Length, out WireWriter writer);
        writer.UInt63(number);
        writer.Byte((byte)answer.Kind);
        writer.Bytes(answer.Receipts.Span);
        return frame;
    }

    public static byte[] News(in LedgerNews news)
    {
        byte[] frame = Begin(LedgerFrameKind.News, NewsLength, out WireWriter writer);
        writer.Byte((byte)news.Kind);
        writer.UInt63(news.Height);
        writer.Key(news.Payer);
        writer.Key(news.Node);
        BinaryPrimitives.WriteInt64BigEndian(writer.Take(8), news.Amount.Units);
        BinaryPrimitives.WriteInt64BigEndian(writer.Take(8), news.Cumulative.Units);
        writer.Hash(news.Grant);
        writer.UInt63(news.Epoch);
        return frame;
    }

    public static bool TryReadNews(ReadOnlySpan<byte> body, out LedgerNews news)
    {
        WireReader reader = new(body);
        LedgerNewsKind kind = (LedgerNewsKind)reader.Byte();
        news = new LedgerNews(kind, reader.UInt63())
        {
            Payer = reader.Key(),
            Node = reader.Key(),
            Amount = ReadAmount(ref reader),
            Cumulative = ReadAmount(ref reader),
            Grant = reader.Hash(),
            Epoch = reader.UInt63(),
        };
        return reader.IsComplete && kind <= LedgerNewsKind.Alive;
    }

    public static byte[] Status(LedgerStatus status)
    {
        byte[] name = System.Text.Encoding.UTF8.GetBytes(status.Replica);
        byte[] frame = Begin(LedgerFrameKind.Status, 2 + name.Length + 4 + 1 + (4 * 8) + Hash256.Length + (9 * 16), out WireWriter writer);
        writer.UInt16(name.Length);
        writer.Bytes(name);
        writer.UInt32(status.ProcessId);
        writer.Byte(status.IsLeader ? (byte)1 : (byte)0);
        writer.UInt63(status.Height);
        writer.UInt63(status.Epoch);
        writer.UInt63(status.LogIndex);
        writer.UInt63(status.LogBytes);
        writer.Hash(status.StateHash);
        ReadOnlySpan<Int128> sums =
        [
            status.Deposited, status.Withdrawn, status.Balances, status.NodeCredits, status.Escrow, status.Stakes, status.Fees, status.Burned,
            status.Debts,
        ];
        foreach (Int128 sum in sums) BinaryPrimitives.WriteInt128BigEndian(writer.Take(16), sum);
        return frame;
    }

    public static LedgerStatus? ReadStatus(ReadOnlySpan<byte> body)
    {
        WireReader reader = new(body);
        string name = System.Text.Encoding.UTF8.GetString(reader.Take(reader.UInt16()));
        int process = reader.Units();
        bool leads = reader.Byte() == 1;
        long height = reader.UInt63(), epoch = reader.UInt63(), index = reader.UInt63(), bytes = reader.UInt63();
        LedgerStatus status = new(name, process, leads, height, epoch, reader.Hash(), index, bytes)
        {
            Deposited = reader.UInt127(),
            Withdrawn = reader.UInt127(),
            Balances = reader.UInt127(),
            NodeCredits = reader.UInt127(),
            Escrow = reader.UInt127(),
            Stakes = reader.UInt127(),
            Fees = reader.UInt127(),
            Burned = reader.UInt127(),
            Debts = reader.UInt127(),
        };
        return reader.IsComplete ? status : null;
    }

    private static Credits ReadAmount(ref WireReader reader) =>
        reader.Take(8) is { IsEmpty: false } bytes ? new Credits(BinaryPrimitives.ReadInt64BigEndian(bytes)) : Credits.Zero;

    private static byte[] Begin(LedgerFrameKind kind, int length, out WireWriter writer)
    {
        byte[] frame = new byte[4 + 1 + length];
        writer = new WireWriter(frame);
        writer.UInt32(1 + length);
        writer.Byte((byte)kind);
        return frame;
    }
}
