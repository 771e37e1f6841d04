using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A client whose anchors pay somebody else, under another grant, too little, or bear another signature.</summary>
internal sealed class AnchorForger(ExchangeWorld world, ExchangeClient client, Random random)
{
    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        if ((FrameType)frame[1] != FrameType.Anchor || random.Next(3) == 0) return [frame];
        AnchorFrame.TryRead(frame.AsSpan(FrameHeader.Length), out AnchorFrame sent);
        Anchor anchor = sent.Anchor.Anchor;
        Hash256 noise = Blake3.Hash(BitConverter.GetBytes(random.Next()));
        Anchor other = random.Next(9) switch
        {
            0 => anchor with { Node = world.Signatures.Signer(500).Key },
            1 => anchor with { GrantId = noise },
            2 => anchor with { Session = noise },
            3 => anchor with { UnitPrice = new Credits(1) },
            4 => anchor with { Start = anchor.Start + 1 },
            5 => anchor with { Lane = anchor.Lane + 1 },
            6 => anchor with { Epoch = anchor.Epoch + 1 },
            7 => anchor with { Chain = noise },
            _ => anchor,
        };
        Signature signature = other == anchor ? other.Sign(world.Signatures.Signer(501)) : other.Sign(client.Device);
        byte[] forged = [.. frame];
        new AnchorFrame(new SignedAnchor(other, signature)).Write(forged);
        return [forged];
    }
}
