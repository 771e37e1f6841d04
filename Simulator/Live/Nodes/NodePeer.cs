using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Nodes;

/// <summary>A connection of a live node. All but its callbacks belongs to the node's thread.</summary>
internal sealed class NodePeer
{
    /// <summary>A client's longest frame is HELLO.</summary>
    private const int LongestFrame = FrameHeader.Length + HelloFrame.MaxBodyLength;

    private readonly Action _onReceived;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _receiving;
    private bool _failed;

    public NodePeer(long id, IByteStream stream, NodeInbox inbox, BufferPool small, BufferPool large)
    {
        (Id, Stream) = (id, stream);
        _onReceived = () => inbox.Post(new NodeEvent(NodeEventKind.Received, this));
        Sender = new FrameSender(stream, small, large, broke =>
        {
            if (broke is not null) IsBroken = true;
            inbox.Post(new NodeEvent(NodeEventKind.Sent, this));
        });
        Opened = LastFrame = Environment.TickCount64;
    }

    public long Id { get; }

    public IByteStream Stream { get; }

    public FrameSender Sender { get; }

    public FrameReader Reader { get; } = new(LongestFrame, null);

    /// <summary>By <see cref="Environment.TickCount64"/>.</summary>
    public long Opened { get; }

    public long LastFrame { get; set; }

    /// <summary>A receive is under way.</summary>
    public bool IsReceiving { get; private set; }

    /// <summary>Sending failed.</summary>
    public volatile bool IsBroken;

    public bool IsClosed { get; set; }

    /// <summary>The peer has ended its side, or will be hung up on: nothing more is read.</summary>
    public bool IsFinishing { get; set; }

    /// <summary>By when it is closed, by <see cref="Environment.TickCount64"/>.</summary>
    public long FinishBy { get; set; }

    /// <summary>Why it is being hung up on.</summary>
    public DisconnectReason Reason { get; set; }

    /// <summary>A session was opened on it.</summary>
    public bool HasSession { get; set; }

    /// <summary>Of its session; counted against the limit of the payer.</summary>
    public PublicKey? Payer { get; set; }

    public int Refusals { get; set; }

    /// <summary>Nothing is read from who does not read: there is no room for answers.</summary>
    public bool IsHeldBack { get; set; }

    /// <summary>
    /// Begins to receive, or goes on. True where something is there at once: <see cref="Received"/> tells. Else an event comes.
    /// </summary>
    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "Its result is taken once, where it completes.")]
    public bool Receive()
    {
        IsReceiving = true;
        try
        {
            _receiving = Stream.ReceiveAsync(Reader.Room()).ConfigureAwait(false).GetAwaiter();
        }
        catch (Exception)
        {
            _failed = true;
            return true;
        }

        if (_receiving.IsCompleted) return true;
        _receiving.UnsafeOnCompleted(_onReceived);
        return false;
    }

    /// <summary>The bytes that came, 0 at the end, -1 where the connection broke.</summary>
    public int Received()
    {
        IsReceiving = false;
        if (_failed) return -1;
        try
        {
            int came = _receiving.GetResult();
            Reader.Came(came);
            return came;
        }
        catch (Exception)
        {
            return -1;
        }
    }
}
