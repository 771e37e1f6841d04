using System.Threading.Channels;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>
/// The leader's order: what came while the last entry was replicated makes the next one, so that entries grow with the load and each costs
/// one flush. Without load a tick is ordered now and then.
/// </summary>
/// <param name="leads">Whether this replica does.</param>
/// <param name="replicate">Has an entry ordered, and completes when it is final; throws if it may not be.</param>
internal sealed class LedgerSequencer(
    Func<bool> leads, Func<ReadOnlyMemory<byte>, CancellationToken, Task> replicate, LedgerStateMachine machine, Duration tick) : IAsyncDisposable
{
    /// <summary>Submissions that wait; a link has one at a time.</summary>
    private const int MaxWaiting = 1 << 14;

    private const long MaxWaitingBytes = 256L << 20;

    /// <summary>An entry that has so many bytes takes no further batch.</summary>
    private const int EnoughBytes = 4 << 20;

    private const int MaxBatches = 4_096;

    private readonly Channel<LedgerSubmission> _queue = Channel.CreateBounded<LedgerSubmission>(MaxWaiting);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<LedgerSubmission> _batches = [];
    private long _waitingBytes;
    private Task _running = Task.CompletedTask;

    public bool IsLeader => leads();

    public void Start() => _running = RunAsync();

    /// <summary>Has a batch ordered and applied.</summary>
    public async Task<LedgerAnswer> SubmitAsync(LedgerSubmission submission, CancellationToken cancel)
    {
        if (!IsLeader) return new LedgerAnswer(LedgerAnswerKind.Again);
        long bytes = Interlocked.Add(ref _waitingBytes, submission.Batch.Length);
        try
        {
            if (bytes > MaxWaitingBytes || !_queue.Writer.TryWrite(submission)) return new LedgerAnswer(LedgerAnswerKind.Again);
            return await submission.Answer.WaitAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Add(ref _waitingBytes, -submission.Batch.Length);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out LedgerSubmission? left)) left.Complete(new LedgerAnswer(LedgerAnswerKind.Again));
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await CollectAsync().ConfigureAwait(false);
                if (IsLeader) await OrderAsync().ConfigureAwait(false);
                else foreach (LedgerSubmission submission in _batches) submission.Complete(new LedgerAnswer(LedgerAnswerKind.Again));
            }
        }
        catch (Exception problem) when (_stop.IsCancellationRequested && problem is not InvariantViolationException)
        {
            // What was under way is broken off. The engine says so as a cancellation, or that this replica no longer leads.
        }
    }

    /// <summary>All that waits, or nothing after a tick.</summary>
    private async Task CollectAsync()
    {
        _batches.Clear();
        using (CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            timed.CancelAfter(TimeSpan.FromSeconds(tick.Seconds));
            try
            {
                await _queue.Reader.WaitToReadAsync(timed.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
            {
                return;
            }
        }

        for (int bytes = 0; bytes < EnoughBytes && _batches.Count < MaxBatches && _queue.Reader.TryRead(out LedgerSubmission? next);)
        {
            _batches.Add(next);
            bytes += next.Batch.Length;
        }
    }

    private async Task OrderAsync()
    {
        foreach (LedgerSubmission submission in _batches) machine.Await(submission);
        try
        {
            await replicate(LedgerEntryCodec.Write(_batches), _stop.Token).ConfigureAwait(false);
        }
        catch (Exception problem) when (!_stop.IsCancellationRequested)
        {
            // Not the leader any more, or out of touch with the others: it may be final all the same, which its number will tell.
            LastProblem = problem.Message;
            foreach (LedgerSubmission submission in _batches) machine.GiveUp(submission);
            await Task.Delay(10, _stop.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Why the last entry that failed was not ordered here.</summary>
    public string? LastProblem { get; private set; }
}
