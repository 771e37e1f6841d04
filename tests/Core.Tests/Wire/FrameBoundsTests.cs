using System.Buffers.Binary;
using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>What is not a frame is refused, each time for the right reason.</summary>
public sealed class FrameBoundsTests
{
    private static readonly byte[] _again = new byte[FrameHeader.MaxFrameLength];

    public static TheoryData<FrameType> Types => [.. Enum.GetValues<FrameType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_frame_that_is_cut_off_anywhere_is_refused_as_truncated(FrameType type) => FrameGens.Encoded(type).Sample(
        bytes =>
        {
            for (int length = 0; length < bytes.Length; length += bytes.Length > 4_000 ? 997 : 1)
                Assert.Equal(FrameError.Truncated, Judge(bytes.AsSpan(0, length)));
            for (int length = FrameHeader.Length; length < bytes.Length; length += bytes.Length > 4_000 ? 997 : 1)
                Assert.Equal(FrameError.Truncated, JudgeBody(type, bytes.AsSpan(FrameHeader.Length..length)));
        },
        iter: 12,
        threads: 1);

    [Theory]
    [MemberData(nameof(Types))]
    public void A_frame_with_a_byte_more_is_refused_for_it(FrameType type) => FrameGens.Encoded(type).Sample(
        bytes =>
        {
            byte[] more = [.. bytes, 0];
            Assert.Equal(FrameError.TrailingBytes, Judge(more));
            Assert.Equal(FrameError.TrailingBytes, JudgeBody(type, more.AsSpan(FrameHeader.Length)));
            BinaryPrimitives.WriteUInt32BigEndian(more.AsSpan(4), (uint)(more.Length - FrameHeader.Length));
            FrameHeader.TryBounds(type, out _, out int most);
            bool tooLong = more.Length - FrameHeader.Length > most;
            Assert.Equal(tooLong ? FrameError.LengthOutOfBounds : FrameError.TrailingBytes, Judge(more));
        },
        iter: 12,
        threads: 1);

    [Theory]
    [MemberData(nameof(Types))]
    public void A_header_is_refused_for_its_version_type_reserved_bits_or_length_before_any_body(FrameType type)
    {
        FrameHeader.TryBounds(type, out int least, out int most);
        for (int version = 0; version < 256; version++)
            if (version != 1) Assert.Equal(FrameError.UnknownVersion, Header((byte)version, (byte)type, 1, (uint)most + 1));
        for (int bit = 0; bit < 16; bit++)
            Assert.Equal(FrameError.ReservedBits, Header(1, (byte)type, (ushort)(1 << bit), (uint)most + 1));
        foreach (uint length in (uint[])[0, (uint)least - 1, (uint)most + 1, int.MaxValue, uint.MaxValue])
            Assert.Equal(FrameError.LengthOutOfBounds, Header(1, (byte)type, 0, length));
        foreach (uint length in (uint[])[(uint)least, (uint)most])
            Assert.Equal(FrameError.None, Header(1, (byte)type, 0, length));
    }

    [Fact]
    public void A_type_that_is_none_is_refused()
    {
        for (int type = 0; type < 256; type++)
        {
            bool known = type is (>= 0x01 and <= 0x0F) or (>= 0x20 and <= 0x2A);
            Assert.Equal(known, Enum.IsDefined((FrameType)type));
            if (!known) Assert.Equal(FrameError.UnknownType, Header(1, (byte)type, 1, 40));
        }
    }

    /// <summary>The page on the protocol says which values a field has; this tries the edges of all of them.</summary>
    [Fact]
    public void Every_field_takes_the_values_that_the_page_allows_and_no_other()
    {
        ProtocolPage page = new();
        int edges = 0;
        foreach ((FrameType type, string heading, byte[] frame) in Smallest(page))
        {
            Assert.Equal(FrameError.None, Judge(frame));
            foreach ((int at, string kind, string name) in Flat(page, heading, FrameHeader.Length))
            {
                foreach ((string hex, FrameError expected) in Edges(kind, name))
                {
                    byte[] edited = [.. frame];
                    Convert.FromHexString(hex).CopyTo(edited, at);
                    FrameError found = Judge(edited);
                    Assert.True(expected == found, $"{type}: {name} = {hex} at {at} should give {expected}, gives {found}");
                    edges++;
                }
            }
        }

        Assert.True(edges > 290, $"only {edges} edges were tried");
    }

    [Fact]
    public void A_refusal_needs_a_reason_that_is_known()
    {
        for (int reason = 0; reason < 256; reason++)
        {
            byte[] frame = FrameGens.Bytes(new RefuseFrame(RefuseReason.Frozen, 1).Write);
            frame[FrameHeader.Length] = (byte)reason;
            bool known = reason is >= 1 and <= 22;
            Assert.Equal(known, reason != 0 && Enum.IsDefined((RefuseReason)reason));
            Assert.Equal(known ? FrameError.None : FrameError.UnknownValue, Judge(frame));
        }
    }

    [Fact]
    public void A_path_turns_only_where_it_has_siblings()
    {
        for (int depth = 0; depth <= NodeScope.MaxDepth; depth++)
        {
            for (int bit = 0; bit < 32; bit++)
            {
                HelloParts hello = FrameGens.Hello.Single() with { RightTurns = 1u << bit, Siblings = new byte[depth * 32] };
                FrameError expected = bit < depth ? FrameError.None : FrameError.StrayTurns;
                Assert.Equal(expected, Judge(FrameGens.Bytes(to => hello.Frame.Write(to))));
            }
        }
    }

    [Theory]
    [InlineData(long.MaxValue - 1, 1, FrameError.None)]
    [InlineData(long.MaxValue, 1, FrameError.FieldOutOfRange)]
    [InlineData(1, long.MaxValue, FrameError.FieldOutOfRange)]
    public void A_request_ends_within_63_bits(long first, long count, FrameError expected) =>
        Assert.Equal(expected, Judge(FrameGens.Bytes(new RequestFrame(default, first, count).Write)));

    [Fact]
    public void A_part_longer_than_any_is_refused_whatever_follows()
    {
        ChunkParts full = new(
            1, 0, default, false, default, new byte[ChunkFrame.MaxProofBytes], new byte[ChunkFrame.MaxTreeBytes],
            new byte[ChunkFrame.MaxBytes]);
        byte[] body = FrameGens.Bytes(to => full.Frame.Write(to))[FrameHeader.Length..];
        Assert.Equal(FrameError.None, JudgeBody(FrameType.Chunk, body));
        const int Length = 16, Proof = 53, Tree = 55 + ChunkFrame.MaxProofBytes;
        foreach ((int at, int width) in ((int, int)[])[(Length, 4), (Proof, 2), (Tree, 2)])
        {
            byte[] longer = [.. body, 0];
            longer[at + width - 1]++;
            Assert.Equal(FrameError.PartTooLong, JudgeBody(FrameType.Chunk, longer));
        }
    }

    [Fact]
    public void What_was_refused_is_not_handed_out()
    {
        byte[] pay = FrameGens.Bytes(new PayFrame(5, WireGens.Hash.Single()).Write);
        Assert.Equal(FrameError.TrailingBytes, PayFrame.TryRead([.. pay.AsSpan(FrameHeader.Length), 0], out PayFrame refused));
        Assert.Equal(default, refused);
        byte[] hello = FrameGens.Bytes(to => FrameGens.Hello.Single().Frame.Write(to));
        Assert.Equal(FrameError.TrailingBytes, HelloFrame.TryRead([.. hello.AsSpan(FrameHeader.Length), 0], out HelloFrame none));
        Assert.Equal((default, 0, 0), (none.Node, none.Window, none.Path.Depth));
        byte[] chunk = [.. FrameGens.Bytes(to => FrameGens.Chunk.Single().Frame.Write(to)).AsSpan(FrameHeader.Length), 0];
        Assert.Equal(FrameError.TrailingBytes, ChunkFrame.TryRead(chunk, out ChunkFrame empty));
        Assert.Equal((0, 0, 0), (empty.Unit, empty.Bytes.Length, empty.Proof.Length));
    }

    /// <summary>One frame of each layout, with nothing in the parts that vary.</summary>
    private static IEnumerable<(FrameType Type, string Heading, byte[] Frame)> Smallest(ProtocolPage page)
    {
        foreach (FrameType type in Enum.GetValues<FrameType>())
        {
            if (type == FrameType.Resumed) continue;
            string start = $"0x{(byte)type:X2} ";
            string heading = page.Rows.First(row => row.Heading.StartsWith(start, StringComparison.Ordinal)).Heading;
            HelloParts hello = FrameGens.Hello.Single() with { RightTurns = 0, Siblings = [] };
            ChunkParts chunk =
                FrameGens.Chunk.Single() with { IsSigned = false, Signature = default, Proof = [], Tree = [], Bytes = [] };
            yield return (type, heading, type switch
            {
                FrameType.Hello => FrameGens.Bytes(to => hello.Frame.Write(to)),
                FrameType.Chunk => FrameGens.Bytes(to => chunk.Frame.Write(to)),
                FrameType.Offer => FrameGens.Bytes(to => GatewayFrameGens.EmptyOffer.Single().Frame.Write(to)),
                FrameType.Manifest => FrameGens.Bytes(to => GatewayFrameGens.EmptyManifest.Single().Frame.Write(to)),
                FrameType.Notify => FrameGens.Bytes(to => GatewayFrameGens.EmptyNotify.Single().Frame.Write(to)),
                _ => FrameGens.Encoded(type).Single(),
            });
        }

        for (int kind = 1; kind <= 3; kind++)
        {
            string start = $"RESUMED of kind {kind}";
            string heading = page.Rows.First(row => row.Heading.StartsWith(start, StringComparison.Ordinal)).Heading;
            HeldTicket held = (HeldTicket)kind;
            ResumedFrame frame = FrameGens.Resumed.Where(one => one.Kind == held).Single();
            yield return (FrameType.Resumed, heading, FrameGens.Bytes(frame.Write));
        }
    }

    /// <summary>Fields with those of structures in their place; parts that vary are empty and left out.</summary>
    private static IEnumerable<(int At, string Kind, string Name)> Flat(ProtocolPage page, string heading, int at)
    {
        foreach (FrameField field in page.Layout(heading))
        {
            string structure = field.Type.Replace("SIGNED-", "", StringComparison.Ordinal);
            if (structure is "GRANT" or "ANCHOR" or "FINAL-TICKET" or "TOKEN")
                foreach ((int, string, string) inner in Flat(page, structure, at + field.Offset)) yield return inner;
            else if (field.Bytes > 0)
                yield return (at + field.Offset, field.Type, field.Name);
        }
    }

    private static IEnumerable<(string Hex, FrameError Expected)> Edges(string kind, string name)
    {
        string[] parts = kind.Split(' ');
        string most = parts is [_, "<=", string limit] ? limit : "";
        FrameError zero = parts is [_, ">=", "1"] ? FrameError.FieldOutOfRange : FrameError.None;
        switch (parts[0])
        {
            // Count and first block of a request are bounded together, which has a test of its own.
            case "u63" or "amount" or "time":
                yield return ("8000000000000000", FrameError.FieldOutOfRange);
                yield return ("ffffffffffffffff", FrameError.FieldOutOfRange);
                if (name is not ("first_block" or "count")) yield return ("7fffffffffffffff", FrameError.None);
                yield return ("0000000000000000", zero);
                break;
            case "u31":
                yield return ("80000000", FrameError.FieldOutOfRange);
                yield return ("7fffffff", FrameError.None);
                break;
            case "u16" when name == "entries":
                yield return ("0001", FrameError.PartTooLong);
                break;
            case "u16" when most.Length == 0:
                yield return ("0000", zero);
                yield return ("0001", FrameError.None);
                yield return ("ffff", FrameError.None);
                break;
            case "u16":
                yield return ($"{int.Parse(most) + 1:x4}", FrameError.PartTooLong);
                yield return ("ffff", FrameError.PartTooLong);
                break;
            case "u32" when most.Length > 0:
                yield return ($"{int.Parse(most) + 1:x8}", FrameError.PartTooLong);
                yield return ("ffffffff", FrameError.PartTooLong);
                break;
            case "u8" when name is "mode" or "tickets" or "lane_state" or "signed" or "role" or "wants_more":
                yield return ("00", FrameError.None);
                if (name != "signed") yield return ($"{int.Parse(most):x2}", FrameError.None);
                yield return ($"{int.Parse(most) + 1:x2}", FrameError.UnknownValue);
                yield return ("ff", FrameError.UnknownValue);
                break;
            case "u8" when name is "nodes" or "notes":
                yield return ($"{int.Parse(most):x2}", FrameError.Truncated);
                yield return ($"{int.Parse(most) + 1:x2}", FrameError.PartTooLong);
                yield return ("ff", FrameError.PartTooLong);
                break;
            case "u8" when name == "depth":
                yield return ($"{int.Parse(most) + 1:x2}", FrameError.PartTooLong);
                yield return ("ff", FrameError.PartTooLong);
                break;
            case "u8" when name == "kind":
                yield return ("04", FrameError.UnknownValue);
                yield return ("ff", FrameError.UnknownValue);
                yield return ("00", FrameError.TrailingBytes);
                break;
            case "hash" or "key" or "signature" or "nonce":
                yield return ("ffffffffffffffffffffffffffffffff", FrameError.None);
                break;
        }
    }

    private static FrameError Header(byte version, byte type, ushort reserved, uint length)
    {
        byte[] bytes = [version, type, (byte)(reserved >> 8), (byte)reserved, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), length);
        bool read = FrameHeader.TryRead(bytes, out FrameHeader header, out FrameError error);
        Assert.Equal(error == FrameError.None, read);
        Assert.Equal(read ? new FrameHeader((FrameType)type, (int)length) : default, header);
        return error;
    }

    private static FrameError Judge(ReadOnlySpan<byte> frame) => FrameJudge.Judge(frame, _again, out _);

    private static FrameError JudgeBody(FrameType type, ReadOnlySpan<byte> body) =>
        FrameJudge.JudgeBody(type, body, _again, out _);
}
