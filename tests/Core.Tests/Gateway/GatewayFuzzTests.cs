using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Frames that are nearly right, thrown at each side: nothing throws, and nothing is granted or taken for them.</summary>
public sealed class GatewayFuzzTests
{
    private const int Cases = 30_000;

    [Fact]
    public void Damaged_frames_never_throw_and_grant_nothing()
    {
        GatewayCase world = new();
        GatewayClient client = world.Client(1).Ask();
        client.Session.OnDelivered(0, 1, GatewayCase.Price);
        client.Notify(wantsMore: false);
        client.Reattach();
        byte[][] seeds = [.. client.Sent, .. Enum.GetValues<FrameType>().SelectMany(Samples)];
        FrameMutator mutator = new(seeds, seed: 3, maxBytes: 4_096);
        NodeDoor door = new(new DoorOptions(GatewayCase.Chain), client.Session.Nodes[0].Node, world.Signatures, new KeyedRandomBytes(3, 1, 0));
        door.OnConnected(world.Now, 1, world.Outbox);
        world.Drain();
        long connection = client.Connection;
        HashSet<byte[]> good = new(client.Sent, new ByteComparer());
        int refused = 0;
        for (int i = 0; i < Cases; i++)
        {
            mutator.Next();
            byte[] frame = mutator.Mutant.ToArray();
            if (good.Contains(frame)) continue;
            if (GatewayCase.ReasonOf(world.Tell(connection, frame)) != DenyReason.None) refused++;
            door.OnFrame(world.Now, 1, frame, world.Outbox);
            world.Drain();
            if (i % 100 != 0) continue;
            GatewayClient fresh = world.Client(2);
            fresh.OnDown = _ => frame;
            fresh.Session.Ask(world.Now, connection, null, world.Outbox);
            world.Drain();
            fresh.Take(frame);
            Assert.Empty(fresh.Session.Grants);
        }

        Assert.Equal((GatewayCase.Price * 100, 1), (world.Budget.Outstanding, world.Gateway.Desk.Sessions));
        Assert.Equal(GatewayCase.Price, world.Gateway.SessionOf(client.Session.Token.Token.Session)!.Noted);
        Assert.Equal(0, door.Sessions);
        Assert.True(refused > Cases * 9 / 10, $"only {refused} were refused");
    }

    private static IEnumerable<byte[]> Samples(FrameType type)
    {
        PCG random = new(stream: 1, seed: 1);
        return Enumerable.Range(0, 4).Select(_ => FrameGens.Encoded(type).Generate(random, null, out Size _)).Where(bytes => bytes.Length <= 4_096);
    }

    private sealed class ByteComparer : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] bytes)
        {
            HashCode hash = default;
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
