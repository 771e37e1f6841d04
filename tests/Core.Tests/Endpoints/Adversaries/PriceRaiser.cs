using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A node whose WELCOME names a price that the grant does not allow, or none.</summary>
internal sealed class PriceRaiser(ExchangeNode node, Credits price)
{
    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        if ((FrameType)frame[1] != FrameType.Welcome) return [frame];
        WelcomeFrame.TryRead(frame.AsSpan(FrameHeader.Length), out WelcomeFrame welcome);
        welcome = welcome with { UnitPrice = price };
        welcome = welcome with { Signature = welcome.Sign(node.Signer, connection.Hello) };
        byte[] other = new byte[frame.Length];
        welcome.Write(other);
        return [other];
    }
}
