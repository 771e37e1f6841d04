using System.Net;
using System.Net.Sockets;

namespace Fleek.Tests.Live.Support;

/// <summary>
/// Passes connections on. What answers the first long message is lost: the connection breaks when the answer comes, and is made again by whoever
/// wants another.
/// </summary>
internal sealed class AnswerLoser : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly IPEndPoint _to;
    private readonly int _longBytes;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _lost;

    /// <param name="at">Where it listens.</param>
    /// <param name="to">Where it passes on to.</param>
    /// <param name="longBytes">A message of so many bytes without an answer between is long.</param>
    public AnswerLoser(IPEndPoint at, IPEndPoint to, int longBytes)
    {
        (_listener, _to, _longBytes) = (new TcpListener(at), to, longBytes);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Answers that were lost: one, once it has happened.</summary>
    public int Lost => Volatile.Read(ref _lost);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> passing = [];
        try
        {
            while (true) passing.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(TcpClient near)
    {
        using TcpClient far = new();
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        long since = 0;
        try
        {
            await far.ConnectAsync(_to, over.Token);
            await Task.WhenAny(
                CopyAsync(near, far, bytes => Interlocked.Add(ref since, bytes) > 0),
                CopyAsync(far, near, _ => Interlocked.Exchange(ref since, 0) < _longBytes || Interlocked.CompareExchange(ref _lost, 1, 0) != 0));
        }
        catch (Exception problem) when (problem is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever called tries again.
        }
        finally
        {
            await over.CancelAsync();
            near.Dispose();
        }

        async Task CopyAsync(TcpClient from, TcpClient to, Func<int, bool> passes)
        {
            byte[] room = new byte[16 << 10];
            while (await from.GetStream().ReadAsync(room, over.Token) is > 0 and int came)
            {
                if (!passes(came)) return;
                await to.GetStream().WriteAsync(room.AsMemory(0, came), over.Token);
            }
        }
    }
}
