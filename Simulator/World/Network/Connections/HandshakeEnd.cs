using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Connections;

/// <summary>One end of a connection's set-up: a state machine that takes one message after another and says what it answers.</summary>
internal sealed class HandshakeEnd(IReadOnlyList<HandshakeStep> steps)
{
    private int _next;

    /// <summary>This end may send and take data.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The first messages of the end that begins.</summary>
    public IReadOnlyList<HandshakeMessage> Begin() => Take(null);

    /// <summary>What this end answers. Another message than the one that it waits for is a bug of the model.</summary>
    public IReadOnlyList<HandshakeMessage> Take(string? name)
    {
        Invariant.Require(_next < steps.Count, "handshake: a message after the last");
        HandshakeStep step = steps[_next++];
        Invariant.Require(step.Awaits == name, "handshake: a message that this end does not wait for");
        IsOpen |= step.Opens;
        return step.Sends;
    }
}
