using System.Security.Cryptography;
using System.Threading.Channels;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>
/// What a link has submitted and what waits behind it: one batch is under way at a time, and stays the same batch under the same number until
/// it is answered, whichever replica it is sent to.
/// </summary>
internal sealed class PendingBatches
{
    /// <summary>Transactions that wait; submitting waits beyond that.</summary>
    private const int MaxWaiting = 1 << 14;

    private readonly Channel<PendingTransaction> _waiting = Channel.CreateBounded<PendingTransaction>(MaxWaiting);
    private readonly List<PendingTransaction> _batch = [];

    /// <summary>The link, by a number of its own.</summary>
    public Nonce Client { get; private set; } = Draw();

    /// <summary>Of the batch under way, or of the last.</summary>
    public long Number { get; private set; }

    public ValueTask AddAsync(PendingTransaction transaction, CancellationToken cancel) => _waiting.Writer.WriteAsync(transaction, cancel);

    /// <summary>The batch under way, or the next once there is one, as its frame.</summary>
    public async ValueTask<byte[]> NextAsync(CancellationToken cancel)
    {
        while (_batch.Count == 0)
        {
            await _waiting.Reader.WaitToReadAsync(cancel).ConfigureAwait(false);
            Fill();
            if (_batch.Count > 0) Number++;
        }

        return LedgerFrames.Submit(Number, LedgerBatch.Write([.. _batch.Select(t => t.Bytes)]));
    }

    /// <summary>Takes the answer to the batch under way. True if it is over; false if it is to be sent again.</summary>
    /// <param name="answer">The body of the frame.</param>
    public bool OnAnswer(ReadOnlySpan<byte> answer)
    {
        WireReader reader = new(answer);
        long number = reader.UInt63();
        LedgerAnswerKind kind = (LedgerAnswerKind)reader.Byte();
        if (reader.Failed || number != Number || _batch.Count == 0) throw new InvalidDataException("an answer to nothing");
        switch (kind)
        {
            case LedgerAnswerKind.Final:
                Complete(ref reader);
                return true;
            case LedgerAnswerKind.Forgotten:
                // Whether it was applied nobody knows: it must not be applied twice, so it is given up, and the link begins anew.
                foreach (PendingTransaction each in _batch)
                    each.Fail(new LedgerUnreachableException("the ledger has forgotten this link; the transaction may be final all the same"));
                _batch.Clear();
                (Client, Number) = (Draw(), 0);
                throw new InvalidDataException("the ledger has forgotten this link");
            case LedgerAnswerKind.NotAllowed:
                int place = reader.UInt16();
                if (reader.Failed || place >= _batch.Count) throw new InvalidDataException("an answer that cannot be read");
                _batch[place].Fail(new UnauthorizedAccessException("this party may not bring money to the ledger"));
                _batch.RemoveAt(place);
                // Nothing of it was ordered, so that its number is still free.
                if (_batch.Count == 0) Number--;
                return _batch.Count == 0;
            default:
                return false;
        }
    }

    /// <summary>The link is closed.</summary>
    public void FailAll(Exception problem)
    {
        _waiting.Writer.TryComplete();
        foreach (PendingTransaction each in _batch) each.Fail(problem);
        while (_waiting.Reader.TryRead(out PendingTransaction? left)) left.Fail(problem);
    }

    private void Complete(ref WireReader reader)
    {
        if (reader.Rest.Length != _batch.Count * ReceiptCodec.Length) throw new InvalidDataException("receipts for another batch");
        foreach (PendingTransaction each in _batch) each.Complete(ReceiptCodec.Read(ref reader));
        _batch.Clear();
    }

    private void Fill()
    {
        int bytes = 0;
        while (_batch.Count < LedgerBatch.MaxTransactions && bytes < LedgerBatch.EnoughBytes && _waiting.Reader.TryRead(out PendingTransaction? next))
        {
            if (next.IsGivenUp) continue;
            _batch.Add(next);
            bytes += 4 + next.Bytes.Length;
        }
    }

    private static Nonce Draw() => Nonce.FromBytes(RandomNumberGenerator.GetBytes(Nonce.Length));
}
