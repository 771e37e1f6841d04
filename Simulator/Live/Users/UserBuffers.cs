using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Users;

/// <summary>Buffers that the users of a process share: large ones are held only while a chunk is under way.</summary>
public sealed class UserBuffers
{
    private const int KeptSmall = 1_024, KeptLarge = 64;

    internal BufferPool Small { get; } = new(BufferPool.SmallBytes, KeptSmall);

    internal BufferPool Large { get; } = BufferPool.OfFrames(KeptLarge);
}
