using System.Net;

namespace Fleek.Sim.Live.Sockets;

/// <summary>A connection that carries bytes both ways, reliably and in order: TCP, or a WebSocket, or either with a link's delays.</summary>
/// <remarks>One receive and one send may be under way at a time. Both end with an exception when the connection breaks.</remarks>
public interface IByteStream : IDisposable
{
    /// <summary>Where the peer is; null where nobody knows.</summary>
    IPEndPoint? Remote { get; }

    /// <summary>What the kernel counted for this connection, as long as it is open.</summary>
    KernelCounters Kernel { get; }

    /// <summary>Receives what has come, at least a byte; 0 once the peer has ended its side.</summary>
    ValueTask<int> ReceiveAsync(Memory<byte> into);

    /// <summary>Sends whole frames, and completes when their memory is free again.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> frames);

    /// <summary>Ends this side after what was sent: the peer reads it all and then the end.</summary>
    void Finish();
}
