using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

public sealed class NodeRecordTests
{
    private delegate FrameError Reader<T>(ReadOnlySpan<byte> body, out T record);

    [Fact]
    public void Every_record_gives_back_what_it_was_made_of()
    {
        RoundTrips(NodeRecordKind.Anchor, RecordGens.Anchor, r => FrameGens.Bytes(r.Write), NodeRecordAnchor.TryRead);
        RoundTrips(NodeRecordKind.Ticket, RecordGens.Ticket, r => FrameGens.Bytes(r.Write), NodeRecordTicket.TryRead);
        RoundTrips(
            NodeRecordKind.FinalTicket, RecordGens.FinalTicket, r => FrameGens.Bytes(r.Write), NodeRecordFinalTicket.TryRead);
        RoundTrips(NodeRecordKind.UnitTicket, RecordGens.UnitTicket, r => FrameGens.Bytes(r.Write), NodeRecordUnitTicket.TryRead);
    }

    [Fact]
    public void A_way_in_a_scope_is_read_as_it_was_written_and_nothing_may_stand_behind_it()
    {
        RecordGens.Scope.Sample(bytes =>
        {
            Assert.Equal(FrameError.None, NodeRecord.TryRead(bytes, out NodeRecord record));
            Assert.Equal((NodeRecordKind.Scope, FrameError.None), (record.Kind, NodeRecordScope.TryRead(record.Body, out NodeRecordScope read)));
            byte[] again = new byte[NodeRecord.MaxLength];
            Assert.Equal(bytes, again[..read.Write(again)]);
            if (read.Path.Depth == NodeScope.MaxDepth) return;
            byte[] body = record.Body.ToArray();
            body[^1] = 1;
            Assert.Equal(FrameError.FieldOutOfRange, NodeRecordScope.TryRead(body, out _));
            body[Hash256.Length + 4] = NodeScope.MaxDepth + 1;
            Assert.Equal(FrameError.FieldOutOfRange, NodeRecordScope.TryRead(body, out _));
        });
    }

    [Fact]
    public void A_record_ends_in_the_first_four_bytes_of_the_hash_of_all_before() => RecordGens.Encoded.Sample(record =>
    {
        byte[] hash = OracleHash.Of(record[..^4]);
        Assert.Equal(hash[..4], record[^4..]);
        Assert.InRange(record.Length, NodeRecord.Overhead + 1, NodeRecord.MaxLength);
    });

    [Fact]
    public void A_log_that_is_cut_off_anywhere_gives_all_whole_records_and_says_where_it_ends() =>
        RecordGens.Encoded.Array[1, 6].Sample(
            records =>
            {
                byte[] log = [.. records.SelectMany(record => record)];
                int boundary = 0, whole = 0;
                for (int length = 0; length <= log.Length; length++)
                {
                    if (length == boundary + records[Math.Min(whole, records.Length - 1)].Length && whole < records.Length)
                        boundary += records[whole++].Length;
                    (int count, int position, FrameError stopped) = Count(log.AsSpan(0, length));
                    Assert.Equal((whole, boundary), (count, position));
                    Assert.Equal(length == boundary ? FrameError.None : FrameError.Truncated, stopped);
                }
            },
            iter: 30);

    [Fact]
    public void A_flipped_bit_stops_the_reader_at_the_record_that_has_it() =>
        RecordGens.Encoded.Array[2].Sample(
            records =>
            {
                byte[] log = [.. records[0], .. records[1], .. records[0]];
                for (int bit = 0; bit < 8 * records[1].Length; bit++)
                {
                    int at = records[0].Length + (bit / 8);
                    log[at] ^= (byte)(1 << (bit % 8));
                    (int count, int position, FrameError stopped) = Count(log);
                    Assert.Equal((1, records[0].Length), (count, position));
                    Assert.NotEqual(FrameError.None, stopped);
                    if (bit / 8 is 1 or 2) Assert.Equal(FrameError.LengthOutOfBounds, stopped);
                    if (bit / 8 > 2) Assert.Equal(FrameError.WrongChecksum, stopped);
                    log[at] ^= (byte)(1 << (bit % 8));
                }
            },
            iter: 20);

    [Fact]
    public void Zeros_behind_the_last_record_are_none()
    {
        byte[] record = RecordGens.Encoded.Single();
        Assert.Equal((1, record.Length, FrameError.UnknownType), Count([.. record, .. new byte[100]]));
        Assert.Equal((0, 0, FrameError.UnknownType), Count(new byte[1]));
        Assert.Equal((0, 0, FrameError.None), Count([]));
    }

    [Fact]
    public void A_reader_that_has_stopped_stays_stopped()
    {
        byte[] log = [.. RecordGens.Encoded.Single(), 9];
        NodeRecordReader reader = new(log);
        Assert.True(reader.TryNext(out _));
        for (int i = 0; i < 3; i++)
        {
            Assert.False(reader.TryNext(out NodeRecord none));
            Assert.Equal((log.Length - 1, FrameError.UnknownType, 0), (reader.Position, reader.Stopped, none.Body.Length));
        }
    }

    [Fact]
    public void A_number_out_of_range_is_refused_behind_a_right_checksum()
    {
        byte[] ticket = FrameGens.Bytes(RecordGens.Ticket.Single().Write)[3..^4];
        Assert.Equal(FrameError.None, NodeRecordTicket.TryRead(ticket, out _));
        ticket[Hash256.Length] = 0x80;
        Assert.Equal(FrameError.FieldOutOfRange, NodeRecordTicket.TryRead(ticket, out _));
        ticket.AsSpan(Hash256.Length, 8).Clear();
        Assert.Equal(FrameError.FieldOutOfRange, NodeRecordTicket.TryRead(ticket, out NodeRecordTicket refused));
        Assert.Equal(default, refused);
        Assert.Equal(FrameError.Truncated, NodeRecordTicket.TryRead(ticket.AsSpan(1), out _));
        Assert.Equal(FrameError.TrailingBytes, NodeRecordUnitTicket.TryRead(new byte[200], out _) switch
        {
            // A unit of zero is met first.
            FrameError.FieldOutOfRange => NodeRecordFinalTicket.TryRead(new byte[187], out _),
            FrameError other => other,
        });
    }

    [Fact]
    public void Mutated_logs_never_throw_and_never_allocate()
    {
        Gen<byte[]> whole = RecordGens.Encoded.Array[1, 4].Select(records => records.SelectMany(one => one).ToArray());
        byte[][] logs = whole.Array[20].Single();
        byte[] log = new byte[logs.Max(one => one.Length)];
        RandomStream[] random = [new(2, purpose: 0, entity: 0)];
        long records = Mutate(logs, log, ref random[0], 1_000);
        Assert.Equal(0, SteadyState.Bytes(() => records += Mutate(logs, log, ref random[0], 200_000)));
        Assert.InRange(records, 20_000, long.MaxValue);
    }

    private static long Mutate(byte[][] logs, byte[] log, ref RandomStream random, int cases)
    {
        long records = 0;
        for (int i = 0; i < cases; i++)
        {
            byte[] source = logs[random.NextBelow(logs.Length)];
            source.CopyTo(log, 0);
            int length = (int)random.NextBelow(source.Length + 1);
            if (length > 0 && random.NextBelow(2) == 0) log[random.NextBelow(length)] = (byte)random.NextBelow(256);
            records += Count(log.AsSpan(0, length)).Records;
        }

        return records;
    }

    private static void RoundTrips<T>(NodeRecordKind kind, Gen<T> records, Func<T, byte[]> write, Reader<T> read)
        where T : notnull =>
        records.Sample(
            value =>
            {
                byte[] bytes = write(value);
                Assert.Equal(FrameError.None, NodeRecord.TryRead(bytes, out NodeRecord record));
                Assert.Equal((kind, bytes.Length), (record.Kind, record.Length));
                Assert.Equal(FrameError.None, read(record.Body, out T again));
                Assert.Equal(value, again);
            },
            iter: 300);

    private static (int Records, int Position, FrameError Stopped) Count(ReadOnlySpan<byte> log)
    {
        NodeRecordReader reader = new(log);
        int records = 0;
        while (reader.TryNext(out _)) records++;
        return (records, reader.Position, reader.Stopped);
    }
}
