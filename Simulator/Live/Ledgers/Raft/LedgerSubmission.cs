using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>A batch of transactions that a party's link submitted and waits for.</summary>
/// <param name="Client">The link, by a number that it drew.</param>
/// <param name="Number">Of the batch, from 1: a link submits the next once it has the answer to the last.</param>
/// <param name="Batch">As <see cref="LedgerBatch"/> writes it.</param>
internal sealed record LedgerSubmission(Nonce Client, long Number, ReadOnlyMemory<byte> Batch)
{
    private readonly TaskCompletionSource<LedgerAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<LedgerAnswer> Answer => _answer.Task;

    public void Complete(in LedgerAnswer answer) => _answer.TrySetResult(answer);
}
