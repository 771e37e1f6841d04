namespace Fleek.Sim.World.Network.Transport;

/// <summary>What a transport remembers of one direction of one lane.</summary>
internal struct TransportState
{
    /// <summary>Messages so far.</summary>
    public long Messages;

    /// <summary>When the last one was handed to the receiver: none comes earlier.</summary>
    public long LastArrivalNs;

    /// <summary>When the sender learns that the last message which it had to repeat has come.</summary>
    public long RecoveredAtNs;
}
