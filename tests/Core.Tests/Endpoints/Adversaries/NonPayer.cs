using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A client that takes chunks and lets no ticket leave.</summary>
internal static class NonPayer
{
    public static IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame) =>
        (FrameType)frame[1] is FrameType.Pay or FrameType.PaySigned or FrameType.KeyRequest or FrameType.Close ? [] : [frame];
}
