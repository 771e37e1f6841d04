using Fleek.Core.Primitives;
using Fleek.Sim.Live.Ledgers.Raft;
using Fleek.Tests.Live.Support;

namespace Fleek.Tests.Live.Ledgers.Raft;

public sealed class SequencerTests
{
    /// <summary>The engine then says that this replica no longer leads, and not that it was told to stop.</summary>
    [Fact]
    public async Task A_replica_that_loses_its_lead_while_it_is_stopped_ends_in_order()
    {
        using TempFolder folder = new();
        TaskCompletionSource ordering = new(TaskCreationOptions.RunContinuationsAsynchronously);
        LedgerStateMachine machine = new(LedgerCase.Terms, folder["snapshots"], snapshotEvery: long.MaxValue, renewal: null);
        LedgerSequencer sequencer = new(
            () => true,
            async (_, stop) =>
            {
                ordering.TrySetResult();
                await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new InvalidOperationException("not the leader");
            },
            machine, Duration.FromMilliseconds(1));
        sequencer.Start();
        await ordering.Task.WaitAsync(LedgerCase.Patience, TestContext.Current.CancellationToken);
        await sequencer.DisposeAsync().AsTask().WaitAsync(LedgerCase.Patience, TestContext.Current.CancellationToken);
    }
}
