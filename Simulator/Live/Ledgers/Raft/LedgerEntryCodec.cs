using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>
/// One entry of the replicated log: batches of several links, ordered together at one height; none in a tick. A batch comes with its link and
/// its number there.
/// </summary>
internal static class LedgerEntryCodec
{
    private const byte Version = 1;
    private const int HeadLength = 1 + 2, BatchHeadLength = Nonce.Length + 8 + 4;

    public static byte[] Write(IReadOnlyList<LedgerSubmission> submissions)
    {
        byte[] bytes = new byte[HeadLength + submissions.Sum(s => BatchHeadLength + s.Batch.Length)];
        WireWriter writer = new(bytes);
        writer.Byte(Version);
        writer.UInt16(submissions.Count);
        foreach (LedgerSubmission submission in submissions)
        {
            submission.Client.CopyTo(writer.Take(Nonce.Length));
            writer.UInt63(submission.Number);
            writer.UInt32(submission.Batch.Length);
            writer.Bytes(submission.Batch.Span);
        }

        return bytes;
    }

    /// <summary>How many batches follow; fails where the entry is none of ours.</summary>
    public static int ReadCount(ref WireReader reader)
    {
        if (reader.Byte() != Version) reader.Fail();
        return reader.UInt16();
    }

    public static ReadOnlySpan<byte> ReadBatch(ref WireReader reader, out Nonce client, out long number)
    {
        client = reader.Nonce();
        number = reader.UInt63();
        return reader.Take(reader.Units());
    }
}
