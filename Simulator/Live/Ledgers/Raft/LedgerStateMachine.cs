using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>
/// The replicated ledger as the engine drives it: entries in the order of the log, a snapshot every so many bytes of it, another replica's
/// snapshot where this one is far behind. Views and answers come from here, under one lock.
/// </summary>
internal sealed class LedgerStateMachine : IStateMachine
{
    private readonly LedgerTerms _terms;
    private readonly string _folder;
    private readonly long _snapshotEvery;
    private readonly TimeSpan? _renewal;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<(Nonce Client, long Number), LedgerSubmission> _waiting = [];
    private readonly List<LedgerView> _views = [];
    private ReplicatedLedger _ledger;
    private volatile LedgerSnapshotFile? _snapshot;
    private long _applied, _sinceSnapshot, _transactions, _snapshotTaken = Stopwatch.GetTimestamp();

    /// <summary>Goes on from the newest snapshot of a folder, which is made if there is none.</summary>
    /// <param name="snapshotEvery">Bytes of the log between two snapshots.</param>
    /// <param name="renewal">After which a snapshot is taken anew, where there are other replicas.</param>
    /// <exception cref="InvalidDataException">The newest snapshot is damaged, or of another ledger.</exception>
    public LedgerStateMachine(LedgerTerms terms, string folder, long snapshotEvery, TimeSpan? renewal)
    {
        (_terms, _folder, _snapshotEvery, _renewal) = (terms, folder, snapshotEvery, renewal);
        Directory.CreateDirectory(folder);
        if (LedgerSnapshotFile.In(folder) is [LedgerSnapshotFile newest, ..])
        {
            if (new FileInfo(newest.Path).Length > LedgerSnapshotFile.MaxLength) throw Refused(newest.Path, "it is too long");
            _ledger = Restore(File.ReadAllBytes(newest.Path), newest.Path);
            (_snapshot, _applied) = (newest, newest.Index);
        }
        else
        {
            _ledger = new ReplicatedLedger(terms);
        }
    }

    public ISnapshot? Snapshot => _snapshot;

    /// <summary>The index of the last entry that was applied.</summary>
    public long Applied => Volatile.Read(ref _applied);

    /// <summary>Transactions that were applied since this process began.</summary>
    public long Transactions => Volatile.Read(ref _transactions);

    /// <summary>Runs something on the ledger between two entries.</summary>
    public T Read<T>(Func<LedgerMachine, T> read)
    {
        lock (_lock) return read(_ledger.Machine);
    }

    /// <summary>A hash of all that is replicated, deduplication included.</summary>
    public Hash256 ReplicaHash()
    {
        ArrayBufferWriter<byte> bytes = new();
        lock (_lock) _ledger.Write(bytes);
        return Hash256.FromBytes(bytes.WrittenSpan[^Hash256.Length..]);
    }

    /// <summary>The submission is answered once it is applied here.</summary>
    public void Await(LedgerSubmission submission) => _waiting[(submission.Client, submission.Number)] = submission;

    /// <summary>It may not be ordered: its party is told to submit it again.</summary>
    public void GiveUp(LedgerSubmission submission)
    {
        if (_waiting.TryRemove(new KeyValuePair<(Nonce, long), LedgerSubmission>((submission.Client, submission.Number), submission)))
            submission.Complete(new LedgerAnswer(LedgerAnswerKind.Again));
    }

    /// <summary>Begins a party's view.</summary>
    public LedgerView OpenView(PublicKey party, Duration lag, Func<LedgerNews, bool> tell)
    {
        lock (_lock)
        {
            LedgerView view = new(_ledger.Machine, party, lag, tell);
            _views.Add(view);
            view.Begin();
            return view;
        }
    }

    public void Watch(LedgerView view, PublicKey payer)
    {
        lock (_lock) view.Watch(payer);
    }

    public TimeSpan? ShowDue(LedgerView view)
    {
        lock (_lock) return view.ShowDue();
    }

    public void CloseView(LedgerView view)
    {
        lock (_lock) _views.Remove(view);
    }

    /// <summary>Told of each height and what was redeemed at it, under the lock: must be quick.</summary>
    public Action<long, IReadOnlyList<Core.Ledger.LedgerClaim>>? Settled { get; init; }

    public async ValueTask<long> ApplyAsync(LogEntry entry, CancellationToken token)
    {
        if (entry.Index <= _applied) return _applied;
        if (entry.IsSnapshot)
        {
            await InstallAsync(entry, token).ConfigureAwait(false);
            return entry.Index;
        }

        // A copy: the engine may use its memory again while views are shown.
        byte[] bytes = !entry.IsConfiguration && entry.TryGetPayload(out ReadOnlySequence<byte> payload) ? payload.ToArray() : [];
        if (bytes.Length > 0) Apply(bytes);
        Volatile.Write(ref _applied, entry.Index);
        _sinceSnapshot += bytes.Length;
        bool isOld = _snapshot is not null && Stopwatch.GetElapsedTime(_snapshotTaken) > _renewal; // never, without one
        if (_sinceSnapshot >= _snapshotEvery || isOld) await TakeSnapshotAsync(entry.Index, entry.Term, token).ConfigureAwait(false);
        return entry.Index;
    }

    public ValueTask ReclaimGarbageAsync(long watermark, CancellationToken token)
    {
        foreach (LedgerSnapshotFile old in LedgerSnapshotFile.In(_folder))
            if (old.Index < watermark) File.Delete(old.Path);
        return ValueTask.CompletedTask;
    }

    private void Apply(ReadOnlySpan<byte> entry)
    {
        lock (_lock)
        {
            if (!_ledger.Apply(entry)) return;
            LedgerMachine machine = _ledger.Machine;
            LedgerStep step = new(machine.Ledger.Height, machine.Ledger.Epoch, [.. machine.Events]);
            foreach (LedgerView view in _views) view.OnStep(step);
            Settled?.Invoke(machine.Ledger.Height, machine.Claims);
            foreach ((Nonce client, long number, LedgerAnswer answer) in _ledger.Answers)
            {
                _transactions += answer.Receipts.Length / ReceiptCodec.Length;
                if (_waiting.TryRemove((client, number), out LedgerSubmission? submission)) submission.Complete(answer);
            }
        }
    }

    private async ValueTask TakeSnapshotAsync(long index, long term, CancellationToken token)
    {
        ArrayBufferWriter<byte> bytes = new();
        lock (_lock) _ledger.Write(bytes);
        _snapshot = await LedgerSnapshotFile.WriteAsync(_folder, index, term, bytes.WrittenMemory, token).ConfigureAwait(false);
        (_sinceSnapshot, _snapshotTaken) = (0, Stopwatch.GetTimestamp());
    }

    private async ValueTask InstallAsync(LogEntry entry, CancellationToken token)
    {
        if (entry.Length is not <= LedgerSnapshotFile.MaxLength) throw Refused("a leader's snapshot", "it is too long");
        using MemoryStream stream = new((int)entry.Length.Value);
        await entry.WriteToAsync(IAsyncBinaryWriter.Create(stream, new byte[1 << 16]), token).ConfigureAwait(false);
        ReadOnlyMemory<byte> bytes = stream.GetBuffer().AsMemory(0, (int)stream.Length);
        ReplicatedLedger restored = Restore(bytes.Span, "a leader's snapshot");
        _snapshot = await LedgerSnapshotFile.WriteAsync(_folder, entry.Index, entry.Term, bytes, token).ConfigureAwait(false);
        lock (_lock)
        {
            _ledger = restored;
            // A replica that is sent a snapshot does not lead any more: whoever still has a view here is on its way out.
            _views.Clear();
        }

        Volatile.Write(ref _applied, entry.Index);
        (_sinceSnapshot, _snapshotTaken) = (0, Stopwatch.GetTimestamp());
    }

    private ReplicatedLedger Restore(ReadOnlySpan<byte> bytes, string where) =>
        ReplicatedLedger.TryRead(bytes, _terms, out ReplicatedLedger? ledger, out string reason) ? ledger : throw Refused(where, reason);

    private static InvalidDataException Refused(string what, string reason) =>
        new($"{what} is no snapshot of this ledger: {reason}");
}
