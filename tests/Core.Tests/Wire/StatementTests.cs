using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>What is signed and hashed of frames, put together here from their bytes.</summary>
public sealed class StatementTests
{
    private const int End = Signature.Length;

    [Fact]
    public void Hello_is_signed_from_its_first_field_to_the_last_before_the_signature() => FrameGens.Hello.Sample(
        hello =>
        {
            RecordingSigner recorder = new();
            byte[] body = FrameGens.Bytes(to => hello.Frame.Write(to))[FrameHeader.Length..];
            byte[] expected = [.. DomainOf("FX/HELLO/1"), .. body[..^End]];
            hello.Frame.Sign(recorder);
            Assert.Equal(expected, recorder.Message);
            Assert.True((hello with { Signature = hello.Signature }).Frame.IsSignedBy(hello.Node, recorder));
            Assert.Equal(expected, recorder.Message);
            Assert.Equal((hello.Node, hello.Signature), recorder.Checked);
        },
        iter: 100);

    [Fact]
    public void Welcome_is_signed_over_the_hello_that_it_answers() =>
        Gen.Select(FrameGens.Welcome, FrameGens.Encoded(FrameType.Hello)).Sample(
            (welcome, hello) =>
            {
                RecordingSigner recorder = new();
                byte[] helloBody = hello[FrameHeader.Length..], body = FrameGens.Bytes(welcome.Write)[FrameHeader.Length..];
                byte[] expected = [.. DomainOf("FX/WELCOME/1"), .. OracleHash.Of(helloBody), .. body[..^End]];
                welcome.Sign(recorder, helloBody);
                Assert.Equal(expected, recorder.Message);
                Assert.True(welcome.IsSignedBy(welcome.Node, helloBody, recorder));
                Assert.Equal(expected, recorder.Message);
                Assert.Equal((welcome.Node, welcome.Signature), recorder.Checked);
            },
            iter: 100);

    [Fact]
    public void Resume_is_signed_over_ledger_and_session() => Gen.Select(WireGens.Hash, WireGens.Hash).Sample((chain, session) =>
    {
        RecordingSigner recorder = new();
        byte[] expected = [.. DomainOf("FX/RESUME/1"), .. BytesOf(chain), .. BytesOf(session)];
        new ResumeStatement(chain, session).Sign(recorder);
        Assert.Equal(expected, recorder.Message);
        Assert.True(new ResumeStatement(chain, session).IsSignedBy(new PublicKey(chain), default, recorder));
        Assert.Equal(expected, recorder.Message);
    });

    [Fact]
    public void A_unit_ticket_is_signed_over_all_that_it_is_good_for() => WireGens.UnitTicket.Sample(ticket =>
    {
        RecordingSigner recorder = new();
        byte[] expected =
        [
            .. DomainOf("FX/UT/1"), .. BytesOf(ticket.Chain), .. BytesOf(ticket.Session), .. BytesOf(ticket.GrantId),
            .. BytesOf(ticket.Node.Bytes), (byte)(ticket.Lane >> 8), (byte)ticket.Lane, .. BytesOf(ticket.Epoch),
            .. BytesOf(ticket.Unit), .. BytesOf(ticket.Cumulative.Units),
        ];
        ticket.Sign(recorder);
        Assert.Equal(expected, recorder.Message);
        Assert.True(ticket.IsSignedBy(ticket.Node, default, recorder));
        Assert.Equal(expected, recorder.Message);
        byte[] body = new byte[UnitTicket.Length];
        WireWriter writer = new(body);
        ticket.Write(ref writer);
        Assert.Equal(UnitTicket.Length, writer.Length);
        WireReader reader = new(body);
        Assert.Equal(ticket, UnitTicket.Read(ref reader));
        Assert.True(reader.IsComplete);
        Assert.Equal(new LaneKey(ticket.GrantId, ticket.Node, ticket.Lane, ticket.Epoch), ticket.LaneKey);
    });

    [Fact]
    public void A_session_is_named_by_every_byte_of_how_it_was_opened() =>
        Gen.Select(FrameGens.Encoded(FrameType.Hello), FrameGens.Encoded(FrameType.Welcome)).Sample(
            (hello, welcome) =>
            {
                byte[] helloBody = hello[FrameHeader.Length..], welcomeBody = welcome[FrameHeader.Length..], length = new byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(length, (uint)helloBody.Length);
                byte[] expected = OracleHash.Of(DomainOf("FX/SID"), length, helloBody, welcomeBody);
                Assert.Equal(expected, BytesOf(SessionId.Of(helloBody, welcomeBody)));
            },
            iter: 100);

    [Fact]
    public void A_path_proves_each_node_of_its_scope_and_no_other() =>
        Gen.Select(WireGens.Key.Array[2, 40], Gen.Int[0, 39], Gen.Int[0, 39]).Sample(
            (nodes, a, b) =>
            {
                int index = a % nodes.Length, other = b % nodes.Length;
                Hash256[] siblings = new Hash256[NodeScope.MaxDepth];
                int depth = NodeScope.Prove(nodes, index, siblings);
                byte[] bytes = [.. siblings[..depth].SelectMany(BytesOf)];
                uint turns = NodeScope.TurnsOf(nodes.Length, index);
                ScopePath path = new(turns, bytes);
                Assert.Equal(depth, path.Depth);
                Assert.True(path.Proves(nodes[index], NodeScope.Of(nodes)));
                Assert.Equal(index == other, path.Proves(nodes[other], NodeScope.Of(nodes)));
                Assert.False(path.Proves(nodes[index], NodeScope.Any));
                Assert.False(new ScopePath(turns ^ 1, bytes).Proves(nodes[index], NodeScope.Of(nodes)));
                Assert.False(new ScopePath(turns, [.. bytes, .. new byte[32 * 21]]).Proves(nodes[index], NodeScope.Of(nodes)));
            },
            iter: 200);

    [Fact]
    public void An_empty_path_is_for_a_scope_of_any_node_or_of_one()
    {
        PublicKey node = WireGens.Key.Single();
        Assert.True(default(ScopePath).Proves(node, NodeScope.Any));
        Assert.True(default(ScopePath).Proves(node, NodeScope.Of([node])));
        Assert.False(default(ScopePath).Proves(new PublicKey(default), NodeScope.Of([node])));
    }

    private static byte[] DomainOf(string name) => Encoding.ASCII.GetBytes(name.PadRight(16, '\0'));

    private static byte[] BytesOf(Hash256 hash)
    {
        byte[] bytes = new byte[Hash256.Length];
        hash.CopyTo(bytes);
        return bytes;
    }

    private static byte[] BytesOf(long number)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
