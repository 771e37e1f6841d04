namespace Fleek.Sim.World.Network.Connections;

/// <summary>
/// How connections are set up, message by message, as both ends see it. Nothing here says how many round trips that takes: it follows from
/// who waits for whom.
/// </summary>
/// <remarks>
/// Sizes are those of a node with a self-signed P-256 certificate; a chain of a public authority has some 3,000 bytes. No address is looked up,
/// nothing is resumed, and no message is lost.
/// </remarks>
internal static class Handshakes
{
    private const int SelfSignedCertificate = 420;

    /// <summary>Both ends' steps.</summary>
    /// <exception cref="ArgumentException">There is no such handshake.</exception>
    public static (HandshakeEnd Client, HandshakeEnd Server) Of(string name) => name switch
    {
        "tcp" => (new(_tcpClient), new(_tcpServer)),
        "quic" => (new(_quicClient), new(_quicServer)),
        "webrtc" => (new(_webRtcClient), new(_webRtcServer)),
        _ => throw new ArgumentException($"no handshake is called {name}", nameof(name)),
    };

    /// <summary>RFC 9293, 3.5, and RFC 8446, 2: the client's first data leaves with its Finished.</summary>
    private static readonly HandshakeStep[] _tcpClient =
    [
        new(null, [new("SYN", 0)]),
        new("SYN+ACK", [new("ACK", 0), new("ClientHello", 517)]),
        new("ServerHello..Finished", [new("Finished", 58)], Opens: true),
    ];

    private static readonly HandshakeStep[] _tcpServer =
    [
        new("SYN", [new("SYN+ACK", 0)]),
        new("ACK", []),
        new("ClientHello", [new("ServerHello..Finished", 127 + 90 + SelfSignedCertificate + 58)]),
        new("Finished", [], Opens: true),
    ];

    /// <summary>
    /// RFC 9000 and 9001: the first datagrams are padded to 1,200 bytes. RFC 9114, 6.2.1: a server sends SETTINGS as soon as it can, with its
    /// first flight. A client asks for a session only when they say that there are such (draft-ietf-webtrans-http3, 3.1), and browsers call it
    /// ready when the CONNECT is answered.
    /// </summary>
    private static readonly HandshakeStep[] _quicClient =
    [
        new(null, [new("Initial", 1_200)]),
        new("Initial+Handshake", [new("Finished", 80)]),
        new("SETTINGS", [new("SETTINGS", 30), new("CONNECT", 120)]),
        new("200", [], Opens: true),
    ];

    private static readonly HandshakeStep[] _quicServer =
    [
        new("Initial", [new("Initial+Handshake", 1_200 + SelfSignedCertificate), new("SETTINGS", 40)]),
        new("Finished", []),
        new("SETTINGS", []),
        new("CONNECT", [new("200", 60)], Opens: true),
    ];

    /// <summary>
    /// RFC 8445: the browser checks the one candidate of a node that is ICE-lite. RFC 6347 (DTLS 1.2), without HelloVerifyRequest: the check has
    /// shown the address. RFC 9260: the association is up with COOKIE ACK. The session description comes with the offer, so nothing is signalled.
    /// </summary>
    private static readonly HandshakeStep[] _webRtcClient =
    [
        new(null, [new("Binding request", 100)]),
        new("Binding success", [new("ClientHello", 160)]),
        new("ServerHello..Done", [new("Certificate..Finished", 700)]),
        new("ChangeCipherSpec+Finished", [new("INIT", 60)]),
        new("INIT ACK", [new("COOKIE ECHO", 260)]),
        new("COOKIE ACK", [], Opens: true),
    ];

    private static readonly HandshakeStep[] _webRtcServer =
    [
        new("Binding request", [new("Binding success", 80)]),
        new("ClientHello", [new("ServerHello..Done", 280 + SelfSignedCertificate)]),
        new("Certificate..Finished", [new("ChangeCipherSpec+Finished", 75)]),
        new("INIT", [new("INIT ACK", 320)]),
        new("COOKIE ECHO", [new("COOKIE ACK", 16)], Opens: true),
    ];
}
