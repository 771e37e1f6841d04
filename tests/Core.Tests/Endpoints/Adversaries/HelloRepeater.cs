using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A client that opens every session with its first HELLO: with it a node that repeated a nonce would repeat the session and its keys.</summary>
internal sealed class HelloRepeater
{
    private byte[]? _first;

    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame) =>
        (FrameType)frame[1] == FrameType.Hello ? [_first ??= frame] : [frame];
}
