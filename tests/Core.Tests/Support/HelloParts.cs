using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A HELLO that may leave the stack: the frame's spans as arrays.</summary>
internal sealed record HelloParts(
    PublicKey Node, SignedGrant Grant, long Epoch, int Lane, ExchangeMode Mode, TicketKind Tickets, int Window, int ServingNodes,
    Nonce Nonce, uint RightTurns, byte[] Siblings, Signature Signature)
{
    public HelloFrame Frame => new()
    {
        Node = Node,
        Grant = Grant,
        Epoch = Epoch,
        Lane = Lane,
        Mode = Mode,
        Tickets = Tickets,
        Window = Window,
        ServingNodes = ServingNodes,
        Nonce = Nonce,
        Path = new ScopePath(RightTurns, Siblings),
        Signature = Signature,
    };

    public static HelloParts Of(in HelloFrame frame) => new(
        frame.Node, frame.Grant, frame.Epoch, frame.Lane, frame.Mode, frame.Tickets, frame.Window, frame.ServingNodes,
        frame.Nonce, frame.Path.RightTurns, frame.Path.Siblings.ToArray(), frame.Signature);

    public bool Equals(HelloParts? other) =>
        other is not null && Siblings.AsSpan().SequenceEqual(other.Siblings)
        && (Node, Grant, Epoch, Lane) == (other.Node, other.Grant, other.Epoch, other.Lane)
        && (Mode, Tickets) == (other.Mode, other.Tickets)
        && (Window, ServingNodes, Nonce, RightTurns, Signature)
            == (other.Window, other.ServingNodes, other.Nonce, other.RightTurns, other.Signature);

    public override int GetHashCode() => HashCode.Combine(Node, Nonce, Signature);
}
