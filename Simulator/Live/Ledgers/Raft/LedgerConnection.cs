using System.Threading.Channels;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>One party at a replica's door.</summary>
internal sealed class LedgerConnection(LedgerDoor door, ILedgerTransport transport)
{
    /// <summary>From connecting to the first frame, proof of identity included.</summary>
    private static readonly TimeSpan _greeting = TimeSpan.FromSeconds(15);

    /// <summary>A party that takes nothing for so long is gone.</summary>
    private static readonly TimeSpan _writing = TimeSpan.FromSeconds(15);

    /// <summary>Frames that wait for a party to read them.</summary>
    private const int MaxWaiting = 1 << 13;

    /// <summary>What is written at once.</summary>
    private const int WriteBytes = 1 << 16;

    private const int MaxHello = 64;

    private readonly Channel<byte[]> _out = Channel.CreateBounded<byte[]>(MaxWaiting);
    private readonly byte[] _head = new byte[4];
    private Nonce _client;
    private PublicKey _party;

    public async Task RunAsync(Stream bare, CancellationToken stop)
    {
        Stream stream;
        Duration lag;
        bool stateOnly;
        using (CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(stop))
        {
            timed.CancelAfter(_greeting);
            (stream, _party) = await transport.AcceptAsync(bare, timed.Token).ConfigureAwait(false);
            byte[] hello = await LedgerFrames.ReadAsync(stream, _head, MaxHello, timed.Token).ConfigureAwait(false) ?? [];
            ReadHello(hello, out lag, out stateOnly);
        }

        await using (stream.ConfigureAwait(false))
        {
            if (!door.TryEnter(_party)) throw new InvalidDataException("too many connections of one key");
            try
            {
                if (stateOnly) await TellStateAsync(stream, stop).ConfigureAwait(false);
                else await ServeAsync(stream, lag, stop).ConfigureAwait(false);
            }
            finally
            {
                door.Leave(_party);
            }
        }
    }

    private void ReadHello(ReadOnlySpan<byte> frame, out Duration lag, out bool stateOnly)
    {
        WireReader reader = new(frame);
        byte kind = reader.Byte();
        int version = reader.UInt16();
        _client = reader.Nonce();
        lag = new Duration(reader.UInt63());
        byte purpose = reader.Byte();
        stateOnly = purpose == 1;
        if (kind != (byte)LedgerFrameKind.Hello || !reader.IsComplete || purpose > 1 || lag > Duration.FromSeconds(3_600L))
            throw new InvalidDataException("no greeting");
        if (version != LedgerFrames.Version) throw new InvalidDataException("another version");
    }

    private async Task TellStateAsync(Stream stream, CancellationToken stop)
    {
        byte[] status = LedgerFrames.Status(await door.Status().ConfigureAwait(false));
        await stream.WriteAsync(status, stop).AsTask().WaitAsync(_writing, stop).ConfigureAwait(false);
    }

    private async Task ServeAsync(Stream stream, Duration lag, CancellationToken stop)
    {
        CancellationToken leads = door.Leadership;
        if (leads.IsCancellationRequested)
        {
            await stream.WriteAsync(LedgerFrames.Welcome(false, door.Leader), stop).AsTask().WaitAsync(_writing, stop).ConfigureAwait(false);
            return;
        }

        using CancellationTokenSource ends = CancellationTokenSource.CreateLinkedTokenSource(stop, leads);
        _out.Writer.TryWrite(LedgerFrames.Welcome(true, door.Leader));
        await door.CatchUpAsync(ends.Token).ConfigureAwait(false);
        TaskCompletionSource behind = new(TaskCreationOptions.RunContinuationsAsynchronously);
        LedgerView view = door.Machine.OpenView(_party, lag, news => Tell(news, behind));
        Task[] work =
        [
            WriteAsync(stream, ends.Token), ReadAsync(stream, view, ends.Token), ShowAsync(view, lag, ends.Token),
            behind.Task.WaitAsync(ends.Token),
        ];
        try
        {
            await await Task.WhenAny(work).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (leads.IsCancellationRequested)
        {
            // It ceased to lead: the party looks for who does.
        }
        finally
        {
            door.Machine.CloseView(view);
            await ends.CancelAsync().ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool Tell(in LedgerNews news, TaskCompletionSource behind)
    {
        if (_out.Writer.TryWrite(LedgerFrames.News(news))) return true;
        behind.TrySetException(new InvalidDataException("a slow reader"));
        return false;
    }

    private async Task ReadAsync(Stream stream, LedgerView view, CancellationToken stop)
    {
        Task submitting = Task.CompletedTask;
        while (await LedgerFrames.ReadAsync(stream, _head, LedgerFrames.MaxFromParty, stop).ConfigureAwait(false) is { } frame)
        {
            switch ((LedgerFrameKind)frame[0])
            {
                case LedgerFrameKind.Submit:
                    if (!submitting.IsCompleted) throw new InvalidDataException("a batch before the answer to the last");
                    submitting = SubmitAsync(ReadBatch(frame), stop);
                    break;
                case LedgerFrameKind.Watch:
                    await door.CatchUpAsync(stop).ConfigureAwait(false);
                    door.Machine.Watch(view, ReadKey(frame));
                    break;
                default:
                    throw new InvalidDataException("a frame that parties do not send");
            }
        }
    }

    private LedgerSubmission ReadBatch(byte[] frame)
    {
        WireReader reader = new(frame.AsSpan(1));
        long number = reader.UInt63();
        if (reader.Failed || number == 0 || !LedgerBatch.IsSound(reader.Rest)) throw new InvalidDataException("a batch that cannot be read");
        return new LedgerSubmission(_client, number, frame.AsMemory(frame.Length - reader.Rest.Length));
    }

    private static PublicKey ReadKey(byte[] frame)
    {
        WireReader reader = new(frame.AsSpan(1));
        PublicKey key = reader.Key();
        return reader.IsComplete ? key : throw new InvalidDataException("a payer's key that cannot be read");
    }

    private async Task SubmitAsync(LedgerSubmission submission, CancellationToken stop)
    {
        int place = LedgerBatch.FirstNot(submission.Batch.Span, transaction => door.Terms.Admits(_party, transaction));
        LedgerAnswer answer = place < 0
            ? await door.Sequencer.SubmitAsync(submission, stop).ConfigureAwait(false)
            : new LedgerAnswer(LedgerAnswerKind.NotAllowed, new byte[] { (byte)(place >> 8), (byte)place });
        await _out.Writer.WriteAsync(LedgerFrames.Answer(submission.Number, answer), stop).ConfigureAwait(false);
    }

    private async Task WriteAsync(Stream stream, CancellationToken stop)
    {
        byte[] together = new byte[WriteBytes];
        while (await _out.Reader.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            int length = 0;
            while (_out.Reader.TryPeek(out byte[]? next) && next.Length <= together.Length - length && _out.Reader.TryRead(out next))
            {
                next.CopyTo(together, length);
                length += next.Length;
            }

            ReadOnlyMemory<byte> bytes = length > 0 || !_out.Reader.TryRead(out byte[]? large) ? together.AsMemory(0, length) : large;
            await stream.WriteAsync(bytes, stop).AsTask().WaitAsync(_writing, stop).ConfigureAwait(false);
        }
    }

    private async Task ShowAsync(LedgerView view, Duration lag, CancellationToken stop)
    {
        if (lag == Duration.Zero) await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(false);
        while (true)
        {
            TimeSpan wait = door.Machine.ShowDue(view) ?? TimeSpan.FromSeconds(lag.Seconds);
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), stop).ConfigureAwait(false);
        }
    }
}
