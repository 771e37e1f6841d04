using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Wire;
using Fleek.Sim.World.Network;

namespace Fleek.Tests.World;

public sealed class LinkModelTests
{
    private const long ChunkBytes = 262_144;

    private static readonly MessageKind[] Kinds = [.. Enum.GetValues<MessageKind>().Where(k => k != MessageKind.None)];

    private static readonly Gen<MessageKind> AnyKind = Gen.Int[0, Kinds.Length - 1].Select(i => Kinds[i]);

    private static readonly Gen<(MessageKind Kind, long GapNs)[]> Traffic =
        Gen.Select(AnyKind, Gen.Long[0, 3_000_000]).Array[1, 40];

    [Fact]
    public void Messages_of_a_lane_arrive_in_the_order_they_were_sent_and_no_sooner_than_they_can() =>
        Gen.Select(Traffic, Gen.Long[0, 1_000_000_000], Gen.Long[1, 200_000_000]).Sample((messages, rate, propagation) =>
        {
            LinkModel model = new(false, rate, ChunkBytes, ModelledCryptography.Costs);
            LinkState link = default;
            long now = 0, last = 0, busy = 0;
            foreach ((MessageKind kind, long gap) in messages)
            {
                now += gap;
                long transmit = rate == 0 ? 0 : (long)((Int128)WireSize.Of(kind, ChunkBytes) * 8_000_000_000 / rate);
                long arrival = model.ArrivalNs(kind, now, propagation, ref link);
                busy += transmit;
                long alone = now + transmit + propagation
                    + (ModelledCryptography.SendCost(kind) + ModelledCryptography.ReceiveCost(kind)).Nanoseconds;
                // The link carries one message at a time: none arrives before all of the earlier ones' bits have.
                if (arrival < last || arrival < alone || arrival < propagation + busy) return false;
                last = arrival;
            }

            return true;
        });

    [Fact]
    public void An_idle_lane_delays_a_message_by_its_own_costs_alone() =>
        Gen.Select(AnyKind, Gen.Long[0, 1_000_000_000_000], Gen.Long[1, 200_000_000]).Sample((kind, now, propagation) =>
        {
            LinkState link = default;
            long transmit = WireSize.Of(kind, ChunkBytes) * 8 * 10; // 100 Mbit/s: 10 ns a bit
            return new LinkModel(false, 100_000_000, ChunkBytes, ModelledCryptography.Costs).ArrivalNs(kind, now, propagation, ref link)
                == now + transmit + propagation
                + (ModelledCryptography.SendCost(kind) + ModelledCryptography.ReceiveCost(kind)).Nanoseconds;
        });

    [Fact]
    public void An_instant_lane_delays_nothing()
    {
        LinkState link = default;
        foreach (MessageKind kind in Kinds) Assert.Equal(5, new LinkModel(true, 1, ChunkBytes, ModelledCryptography.Costs).ArrivalNs(kind, 5, 100, ref link));
    }
}
