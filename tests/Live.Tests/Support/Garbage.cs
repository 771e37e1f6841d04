using Fleek.Core.Wire;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Tests.Live;

/// <summary>What a hostile peer sends: no frames, frames of the wrong side, and frames with random bodies.</summary>
internal static class Garbage
{
    public static byte[] Of(Random random, int kind)
    {
        byte[] body = new byte[random.Next(1, 3_000)];
        random.NextBytes(body);
        FrameType type = (FrameType)random.Next(1, 16);
        if (kind % 3 == 0 || !FrameHeader.TryBounds(type, out int least, out int most)) return body;
        byte[] frame = new byte[FrameHeader.Length + (kind % 3 == 1 ? random.Next(least, Math.Min(most, 3_000) + 1) : 100)];
        random.NextBytes(frame);
        int length = kind % 3 == 1 ? frame.Length - FrameHeader.Length : random.Next();
        byte[] header = [FrameHeader.Version, (byte)type, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
        header.CopyTo(frame, 0);
        return frame;
    }

    /// <summary>Ends this side and reads to the peer's end.</summary>
    public static async Task DrainAsync(IByteStream stream)
    {
        stream.Finish();
        byte[] room = new byte[4_096];
        while (await stream.ReceiveAsync(room) > 0)
        {
        }
    }
}
