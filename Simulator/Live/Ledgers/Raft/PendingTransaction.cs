namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>A transaction that a party waits for.</summary>
internal sealed class PendingTransaction(ReadOnlyMemory<byte> bytes)
{
    private readonly TaskCompletionSource<LedgerReceipt> _receipt = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadOnlyMemory<byte> Bytes => bytes;

    public Task<LedgerReceipt> Receipt => _receipt.Task;

    /// <summary>Nobody waits for it any more; what was not sent need not be.</summary>
    public bool IsGivenUp { get; set; }

    public void Complete(in LedgerReceipt receipt) => _receipt.TrySetResult(receipt);

    public void Fail(Exception problem) => _receipt.TrySetException(problem);
}
