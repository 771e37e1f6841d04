using System.Net;
using System.Net.Sockets;
using Fleek.Core.Wire;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>Sockets and nothing else: a thread for each connection writes the same buffers, and another reads them.</summary>
internal sealed class LiveRawTcp : LiveBytes
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _sockets = [];
    private readonly ManualResetEventSlim _runs = new(false);
    private readonly MemoryContent _content;
    private long _received;

    public LiveRawTcp(MemoryContent content)
    {
        _content = content;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        for (int i = 0; i < Connections; i++)
        {
            Socket client = new(SocketType.Stream, ProtocolType.Tcp);
            client.Connect(_listener.LocalEndPoint!);
            Socket server = _listener.Accept();
            _sockets.AddRange([client, server]);
            new Thread(() => Until(() => Write(server))) { IsBackground = true }.Start();
            new Thread(() => Until(() => Read(client))) { IsBackground = true }.Start();
        }
    }

    protected override long Received => Interlocked.Read(ref _received);

    public override void Dispose()
    {
        foreach (Socket socket in _sockets) socket.Dispose();
        _listener.Dispose();
        _runs.Set();
    }

    protected override void Resume() => _runs.Set();

    protected override void Pause() => _runs.Reset();

    private void Write(Socket to)
    {
        for (int block = 0; ; block = (block + 1) % _content.Tree.Blocks)
        {
            _runs.Wait();
            to.Send(_content.Block(block));
        }
    }

    private void Read(Socket from)
    {
        byte[] room = new byte[FrameHeader.MaxFrameLength];
        while (from.Receive(room) is > 0 and int came) Interlocked.Add(ref _received, came);
    }

    private static void Until(Action closed)
    {
        try
        {
            closed();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end of the measurement.
        }
    }
}
