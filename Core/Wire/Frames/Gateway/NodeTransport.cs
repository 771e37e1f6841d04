namespace Fleek.Core.Wire;

/// <summary>How a device reaches a node.</summary>
public enum NodeTransport : byte
{
    /// <summary>TLS over TCP, or a WebSocket in it.</summary>
    Tls = 0,

    /// <summary>WebTransport over QUIC.</summary>
    WebTransport = 1,

    /// <summary>A data channel of WebRTC.</summary>
    WebRtc = 2,
}
