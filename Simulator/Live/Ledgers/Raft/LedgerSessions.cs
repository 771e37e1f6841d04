using System.Buffers;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>
/// The last batch of each link and its receipts, part of the replicated state: a batch that comes again is answered again and not applied
/// again. The link that was silent longest is forgotten first; what it submits afterwards is refused, since nobody knows what it had.
/// </summary>
internal sealed class LedgerSessions(int most)
{
    private readonly Dictionary<Nonce, Session> _sessions = [];
    private readonly SortedSet<(long Height, ulong High, ulong Low)> _byAge = [];

    public int Count => _sessions.Count;

    /// <summary>Whether a batch is new and the next of its link; else the answer that it gets.</summary>
    public bool IsNext(in Nonce client, long number, out LedgerAnswer answer)
    {
        bool known = _sessions.TryGetValue(client, out Session? session);
        answer = known && session!.Number == number
            ? new LedgerAnswer(LedgerAnswerKind.Final, session.Receipts)
            : new LedgerAnswer(LedgerAnswerKind.Forgotten);
        return number == (known ? session!.Number + 1 : 1);
    }

    /// <summary>A batch was applied at a height.</summary>
    public void Answered(in Nonce client, long number, long height, ReadOnlyMemory<byte> receipts)
    {
        if (_sessions.TryGetValue(client, out Session? before)) _byAge.Remove((before.Height, client.High, client.Low));
        else if (_sessions.Count == most) ForgetOldest();
        _sessions[client] = new Session(number, height, receipts);
        _byAge.Add((height, client.High, client.Low));
    }

    public void Write(IBufferWriter<byte> to)
    {
        Put(to, 8, (ref WireWriter w) => w.UInt63(_byAge.Count));
        foreach ((long height, ulong high, ulong low) in _byAge)
        {
            Nonce client = new(high, low);
            Session session = _sessions[client];
            Put(to, Nonce.Length + 8 + 8 + 4 + session.Receipts.Length, (ref WireWriter w) =>
            {
                client.CopyTo(w.Take(Nonce.Length));
                w.UInt63(session.Number);
                w.UInt63(height);
                w.UInt32(session.Receipts.Length);
                w.Bytes(session.Receipts.Span);
            });
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the reader fails where it is something else.</summary>
    public void Read(ref WireReader reader)
    {
        long count = reader.UInt63();
        if (count > most) reader.Fail();
        for (long i = 0; i < count && !reader.Failed; i++)
        {
            Nonce client = reader.Nonce();
            long number = reader.UInt63(), height = reader.UInt63();
            int length = reader.Units();
            if (length > LedgerBatch.MaxTransactions * ReceiptCodec.Length || _sessions.ContainsKey(client)) reader.Fail();
            ReadOnlySpan<byte> receipts = reader.Take(length);
            if (!reader.Failed) Answered(client, number, height, receipts.ToArray());
        }
    }

    private static void Put(IBufferWriter<byte> to, int length, Writing write)
    {
        WireWriter writer = new(to.GetSpan(length));
        write(ref writer);
        to.Advance(writer.Length);
    }

    private void ForgetOldest()
    {
        (long, ulong High, ulong Low) oldest = _byAge.Min;
        _byAge.Remove(oldest);
        _sessions.Remove(new Nonce(oldest.High, oldest.Low));
    }

    private delegate void Writing(ref WireWriter writer);

    private sealed record Session(long Number, long Height, ReadOnlyMemory<byte> Receipts);
}
