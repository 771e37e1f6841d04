using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Connections;

/// <summary>
/// A client's connection to a server over a link of its own: set up message by message, then a reliable way for messages in order, each
/// direction by itself.
/// </summary>
internal sealed class Connection
{
    private readonly Timeline _timeline;
    private readonly HandshakeEnd _client, _server;
    private Action? _opened;
    private bool _isBroken, _isWarm;

    /// <param name="roundTrip">Without anything that waits.</param>
    /// <param name="bitsPerSecond">Of each direction of the link; 0 is without limit.</param>
    public Connection(Timeline timeline, TransportTerms terms, Duration roundTrip, long bitsPerSecond)
    {
        Duration oneWay = new(roundTrip.Nanoseconds / 2);
        (_timeline, RoundTrip) = (timeline, roundTrip);
        (_client, _server) = Handshakes.Of(terms.Handshake);
        (Up, Down) = (new Pipe(terms, oneWay, bitsPerSecond), new Pipe(terms, oneWay, bitsPerSecond));
    }

    public Duration RoundTrip { get; }

    public Pipe Up { get; }

    public Pipe Down { get; }

    /// <summary>Sets it up; the client is told when it may send.</summary>
    public void Open(Action opened)
    {
        _opened = opened;
        foreach (HandshakeMessage message in _client.Begin()) SendUp(message);
    }

    /// <summary>It was set up long before.</summary>
    public void WasOpened() => _isWarm = true;

    /// <summary>From now on nothing arrives at either end, and nobody is told.</summary>
    public void Break() => _isBroken = true;

    /// <summary>Sends so many bytes to the server; what is to be done when they are there.</summary>
    public void ToServer(long bytes, Action arrives)
    {
        Invariant.Require(_isWarm || _client.IsOpen, "connection: data before it is open");
        Pass(Up, bytes, arrives);
    }

    /// <summary>The same to the client.</summary>
    public void ToClient(long bytes, Action arrives)
    {
        Invariant.Require(_isWarm || _server.IsOpen, "connection: data before it is open");
        Pass(Down, bytes, arrives);
    }

    private void SendUp(HandshakeMessage message) => Pass(Up, message.Bytes, () =>
    {
        foreach (HandshakeMessage answer in _server.Take(message.Name)) SendDown(answer);
    });

    private void SendDown(HandshakeMessage message) => Pass(Down, message.Bytes, () =>
    {
        foreach (HandshakeMessage answer in _client.Take(message.Name)) SendUp(answer);
        if (!_client.IsOpen || _opened is not { } opened) return;
        _opened = null;
        opened();
    });

    private void Pass(Pipe pipe, long bytes, Action arrives)
    {
        Instant at = pipe.Send(_timeline.Now, bytes);
        _timeline.At(at, () =>
        {
            if (!_isBroken) arrives();
        });
    }
}
