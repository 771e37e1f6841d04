using System.Buffers.Binary;
using Fleek.Core.Routing.Mrt;
using Fleek.Tests;

namespace Core.Tests.Routing;

/// <summary>Bytes that are no dump, or one no longer: nothing throws, and what is lost is counted where it was.</summary>
public sealed class MrtDamageTests
{
    private static readonly byte[] Good = Dumps.Record(16, 4, [.. Dumps.Session(true), .. Dumps.Update([8, 11], Dumps.Attributes, [16, 10, 1])]);

    [Fact]
    public void A_strange_record_is_skipped_with_its_offset_and_reason()
    {
        byte[] rib = [0, 0, 0, 0, 16, 10, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        (byte[] Record, SkipReason Reason)[] strange =
        [
            (Dumps.Record(99, 0, 1, 2, 3), SkipReason.UnknownType),
            (Dumps.Record(16, 12, 1, 2, 3), SkipReason.UnknownSubtype),
            (Dumps.Record(13, 13), SkipReason.UnknownSubtype),
            (Dumps.Record(12, 5), SkipReason.UnknownSubtype),
            (Dumps.Record(16, 4, 1, 2, 3), SkipReason.CutRecord),
            (Dumps.Record(17, 4, 1, 2, 3), SkipReason.CutRecord),
            (Dumps.Record(13, 2, rib), SkipReason.UnknownPeer),
            (Dumps.Record(13, 2, [0, 0, 0, 0, 33, 10, 1, 0, 0, 0, 0, 0]), SkipReason.BadPrefix),
            (Dumps.Record(16, 4, [.. Dumps.Session(true), .. new byte[19]]), SkipReason.BadMarker),
            (Dumps.Record(16, 4, [.. Dumps.Session(true), .. Dumps.Marker, 0, 19, 9]), SkipReason.UnknownMessage),
            (Dumps.Record(16, 4, [.. Dumps.Session(true), .. Dumps.Update([], [], [33, 1, 1])]), SkipReason.BadPrefix),
            (Dumps.Record(16, 4, [.. Dumps.Session(true), .. Dumps.Update([], [0x40, 1, 2, 0], [])]), SkipReason.CutAttributes),
            (Dumps.Record(16, 4, [.. Dumps.Session(true), .. Dumps.Update([], [0x40, 2, 3, 2, 1, 0], [])]), SkipReason.BadPath),
        ];
        foreach ((byte[] record, SkipReason reason) in strange)
        {
            (string[] lines, MrtReader reader) = Dumps.Read([.. Good, .. record, .. Good]);
            Assert.Equal(4, lines.Length);
            MrtSkip skip = Assert.Single(reader.Statistics.FirstSkips);
            Assert.Equal((reason, (long)Good.Length, 3L), (skip.Reason, skip.Record.Offset, reader.Statistics.Records));
        }
    }

    [Fact]
    public void A_record_of_four_gigabytes_takes_no_memory_and_the_file_counts_as_torn()
    {
        byte[] huge = Dumps.Record(13, 2);
        BinaryPrimitives.WriteUInt32BigEndian(huge.AsSpan(8), uint.MaxValue);
        RouteCounter sink = new();
        MrtReader reader = new(sink);
        reader.Read(huge);
        byte[] filler = new byte[1 << 20];
        Assert.Equal(0, SteadyState.Bytes(() => reader.Read(filler)));
        Assert.Equal(MrtHeader.Bytes, reader.NeededBytes);
        reader.Finish([]);
        Assert.True(reader.Statistics.IsTorn);
        Assert.Equal(1, reader.Statistics.Of(SkipReason.TooLong));
    }

    [Fact]
    public void A_file_cut_anywhere_gives_the_records_before_the_cut()
    {
        byte[] dump = [.. Good, .. Good, .. Good];
        for (int cut = 0; cut <= dump.Length; cut++)
        {
            (string[] lines, MrtReader reader) = Dumps.Read(dump[..cut]);
            Assert.Equal(2 * (cut / Good.Length), lines.Length);
            Assert.Equal(cut % Good.Length != 0, reader.Statistics.IsTorn);
            if (reader.Statistics.IsTorn) Assert.Equal(cut / Good.Length * Good.Length, reader.Statistics.TornAt);
        }
    }

    /// <summary>A million records, each changed at some bytes, in one stream as a damaged file has them.</summary>
    [Fact]
    public void A_million_mutated_records_throw_nothing_and_grow_nothing()
    {
        const int Rounds = 1_000;
        byte[][] seeds = Seeds();
        Random random = new(11);
        long records = 0, elements = 0;
        BgpdumpText text = new();
        for (int round = 0; round < Rounds; round++)
        {
            MrtReader reader = new(text);
            for (int i = 0; i < 1_000; i++)
            {
                byte[] record = (byte[])seeds[i == 0 ? 0 : random.Next(seeds.Length)].Clone();
                for (int k = random.Next(4); k > 0; k--)
                {
                    // The length field stays, so that each record is met; what it may say is another test's.
                    int at = random.Next(record.Length - 4);
                    record[at < 8 ? at : at + 4] = (byte)(random.Next(3) == 0 ? random.Next(256) : random.Next(2) * 255);
                }

                int consumed = reader.Read(record);
                Assert.InRange(consumed, 0, record.Length);
                if (consumed < record.Length) reader.Finish(record.AsSpan(consumed));
                text.Clear();
            }

            records += reader.Statistics.Records;
            elements += reader.Statistics.Elements;
            Assert.True(reader.Statistics.FirstSkips.Count <= MrtStatistics.KeptSkips);
        }

        Assert.InRange(records, 900_000, long.MaxValue);
        Assert.InRange(elements, 300_000, long.MaxValue);
    }

    [Fact]
    public void Random_bytes_throw_nothing_whatever_the_pieces_they_come_in()
    {
        Random random = new(13);
        for (int i = 0; i < 3_000; i++)
        {
            byte[] bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            for (int at = 0; at + 12 < bytes.Length; at += 12 + random.Next(60))
            {
                (bytes[at + 4], bytes[at + 5], bytes[at + 6]) = (0, (byte)(random.Next(2) == 0 ? 13 : 16), 0);
                (bytes[at + 8], bytes[at + 9], bytes[at + 10]) = (0, 0, 0);
                bytes[at + 7] = (byte)random.Next(14);
            }

            ElementList whole = new(), pieces = new();
            MrtReader reader = ElementList.Read(bytes, whole);
            ElementList.Read(bytes, pieces, 1 + random.Next(20));
            Assert.Equal(whole.All, pieces.All);
            Assert.True(reader.Statistics.IsTorn || reader.Offset == bytes.Length);
        }
    }

    /// <summary>Counted after a first round, as everything that reads again and again is.</summary>
    [Fact]
    public void An_element_costs_no_allocation()
    {
        byte[] dump = [.. Seeds().SelectMany(record => record)];
        BgpdumpText text = new();
        MrtReader reader = new(text);
        long rounds = 0;
        Assert.Equal(0, SteadyState.Bytes(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                reader.Read(dump);
                text.Clear();
                rounds++;
            }
        }));
        Assert.Equal((rounds * dump.Length, rounds * 14), (reader.Offset, reader.Statistics.Elements));
    }

    private static byte[][] Seeds()
    {
        byte[] entry = [0, 0, 0, 0, 0, 77, .. Dumps.Length(Dumps.Attributes), .. Dumps.Attributes];
        byte[] reach = [0x80, 14, 26, 0, 2, 1, 16, 0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 32, 0x20, 1, 0xD, 0xB9];
        byte[] old = [10, 1, 0, 0, 16, 1, 0, 0, 0, 77, 1, 1, 1, 1, 0, 5, .. Dumps.Length(Dumps.NarrowAttributes), .. Dumps.NarrowAttributes];
        byte[] as4 = [0x40, 2, 6, 2, 2, 0x5B, 0xA0, 0x5B, 0xA0, 0xC0, 17, 6, 2, 1, 0, 1, 0x11, 0x70];
        return
        [
            Dumps.Peers(),
            Good,
            Dumps.Record(13, 2, [0, 0, 0, 0, 16, 10, 1, 0, 2, .. entry, .. entry]),
            Dumps.Record(13, 4, [0, 0, 0, 0, 32, 0x20, 1, 0xD, 0xB8, 0, 1, .. entry]),
            Dumps.Record(12, 1, [0, 0, 0, 0, .. old]),
            Dumps.Record(16, 1, [.. Dumps.Session(false), .. Dumps.Update([8, 11], as4, [16, 10, 1])]),
            Dumps.Record(17, 4, [0, 0, 0, 42, .. Dumps.Session(true), .. Dumps.Update([], [.. Dumps.Attributes, .. reach], [16, 10, 1])]),
            Dumps.Record(16, 9, [.. Dumps.Session(true), .. Dumps.Update([], Dumps.Attributes, [0, 0, 0, 2, 16, 10, 1])]),
            Dumps.Record(16, 5, [.. Dumps.Session(true), 0, 3, 0, 8]),
            Dumps.Record(5, 1, [0, 5, 1, 1, 1, 1, 0, 6, 2, 2, 2, 2, 0, 2, 8, 11, 0, 0, 16, 10, 1]),
        ];
    }
}
