using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>
/// What replicas agree on: the ledger, what nodes were credited, and which batches were applied. The same entries give the same bytes of
/// <see cref="Write"/>. Not thread-safe.
/// </summary>
internal sealed class ReplicatedLedger
{
    /// <summary>Links whose last batch is remembered.</summary>
    public const int MaxSessions = 1 << 14;

    private static readonly byte[] _mark = "fleek replica/1\n"u8.ToArray();
    private readonly List<(Nonce Client, long Number, LedgerAnswer Answer)> _answers = [];

    public ReplicatedLedger(LedgerTerms terms) => Machine = new LedgerMachine(terms);

    private ReplicatedLedger(LedgerMachine machine) => Machine = machine;

    public LedgerMachine Machine { get; }

    public LedgerSessions Sessions { get; } = new(MaxSessions);

    /// <summary>To the batches of the present height.</summary>
    public IReadOnlyList<(Nonce Client, long Number, LedgerAnswer Answer)> Answers => _answers;

    /// <summary>Applies one entry of the log at the next height. False where it is no entry of ours, which changes nothing.</summary>
    public bool Apply(ReadOnlySpan<byte> entry)
    {
        _answers.Clear();
        if (!IsSound(entry)) return false;
        Machine.Begin();
        WireReader reader = new(entry);
        int count = LedgerEntryCodec.ReadCount(ref reader);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> batch = LedgerEntryCodec.ReadBatch(ref reader, out Nonce client, out long number);
            if (Sessions.IsNext(client, number, out LedgerAnswer answer))
            {
                answer = new LedgerAnswer(LedgerAnswerKind.Final, ApplyBatch(batch));
                Sessions.Answered(client, number, Machine.Ledger.Height, answer.Receipts);
            }

            _answers.Add((client, number, answer));
        }

        return true;
    }

    public void Write(IBufferWriter<byte> to)
    {
        ArrayBufferWriter<byte> bytes = new();
        bytes.Write(_mark);
        Machine.Write(bytes);
        Sessions.Write(bytes);
        byte[] hash = new byte[Hash256.Length];
        Blake3.Hash(bytes.WrittenSpan).CopyTo(hash);
        to.Write(bytes.WrittenSpan);
        to.Write(hash);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; anything else is refused with a reason.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, LedgerTerms terms, [NotNullWhen(true)] out ReplicatedLedger? ledger, out string reason)
    {
        ledger = null;
        if (bytes.Length < _mark.Length + Hash256.Length || !bytes.StartsWith(_mark))
        {
            reason = "it does not begin as a snapshot of a replica";
            return false;
        }

        ReadOnlySpan<byte> body = bytes[..^Hash256.Length];
        if (Blake3.Hash(body) != Hash256.FromBytes(bytes[^Hash256.Length..]))
        {
            reason = "its bytes are not those that were written";
            return false;
        }

        WireReader reader = new(body[_mark.Length..]);
        if (!LedgerMachine.TryRead(ref reader, terms, out LedgerMachine? machine, out reason)) return false;
        ReplicatedLedger read = new(machine);
        read.Sessions.Read(ref reader);
        if (!reader.IsComplete)
        {
            reason = "its table of links is malformed";
            return false;
        }

        ledger = read;
        return true;
    }

    private static bool IsSound(ReadOnlySpan<byte> entry)
    {
        WireReader reader = new(entry);
        int count = LedgerEntryCodec.ReadCount(ref reader);
        for (int i = 0; i < count && !reader.Failed; i++)
            if (!LedgerBatch.IsSound(LedgerEntryCodec.ReadBatch(ref reader, out _, out long number)) || number == 0) reader.Fail();
        return reader.IsComplete;
    }

    private byte[] ApplyBatch(ReadOnlySpan<byte> batch)
    {
        WireReader reader = new(batch);
        int count = reader.UInt16();
        byte[] receipts = new byte[count * ReceiptCodec.Length];
        WireWriter writer = new(receipts);
        for (int i = 0; i < count; i++) ReceiptCodec.Write(ref writer, Machine.Apply(LedgerBatch.Next(ref reader)));
        return receipts;
    }
}
