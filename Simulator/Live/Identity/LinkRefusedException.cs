using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Identity;

/// <summary>A link was not made.</summary>
/// <param name="peer">The key that the other side showed and proved, if it came so far.</param>
public sealed class LinkRefusedException(LinkRefusal refusal, PublicKey? peer, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public LinkRefusal Refusal { get; } = refusal;

    public PublicKey? Peer { get; } = peer;
}
