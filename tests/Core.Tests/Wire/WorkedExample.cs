using System.Text;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fleek.Tests.Core;

/// <summary>
/// The two sessions of docs/protocol.md, section 15: a hash chain that pays for three chunks, and the same lane later with signed
/// tickets. Ed25519 and ChaCha20 are of an implementation that is not ours.
/// </summary>
internal sealed class WorkedExample
{
    private const long Price = 1_000_000, Epoch = 7;
    private const int Lane = 1, Window = 2;

    private static readonly string[] _texts = ["The first content.", "The second content.", "The third content."];

    private readonly BouncyCastleSigner _payer = new(Filled(1)), _device = new(Filled(2)), _node = new(Filled(3));
    private readonly Hash256 _chain = Blake3.Hash("FX-256 worked example"u8);
    private readonly Hash256 _epochSecret = ChunkKeys.EpochSecret(Hash256.FromBytes(Filled(4)), Epoch);
    private readonly PublicKey[] _scope;
    private readonly SignedGrant _grant;
    private readonly List<(string Name, byte[] Bytes)> _frames = [];
    private readonly List<(string Name, Hash256 Value)> _values = [];

    public WorkedExample()
    {
        _scope = [_node.Key, new BouncyCastleSigner(Filled(9)).Key];
        Grant grant = new(
            _chain, _payer.Key, _device.Key, 5, 9, new(1_000_000_000_000), new(500_000_000_000), new(2_000_000),
            NodeScope.Of(_scope), 4, new(1_000_000_000_000_000_000), Nonce.FromBytes(Filled(7)));
        _grant = new SignedGrant(grant, grant.Sign(_payer));
        Keep("chain", _chain);
        Keep("scope", grant.Scope.Root);
        Keep("grant id", grant.Id());
        Keep("epoch secret", _epochSecret);
        (Hash256 session, Hash256 ticket) = FirstSession();
        SecondSession(session, ticket);
    }

    /// <summary>In the order in which they are sent.</summary>
    public IReadOnlyList<(string Name, byte[] Bytes)> Frames => _frames;

    /// <summary>What is computed on the way.</summary>
    public IReadOnlyList<(string Name, Hash256 Value)> Values => _values;

    private (Hash256 Session, Hash256 Ticket) FirstSession()
    {
        Hash256 session = Open("A", TicketKind.HashChain, LaneState.New, clientNonce: 5, nodeNonce: 6);
        Hash256 key = TicketChain.KeyOf(session, Lane);
        Hash256[] tickets = new Hash256[5];
        tickets[4] = Hash256.FromBytes(Filled(8));
        for (int i = 4; i > 0; i--) tickets[i - 1] = TicketChain.Previous(key, i, tickets[i]);
        Keep("A: ticket chain key", key);
        for (int i = 0; i < tickets.Length; i++) Keep($"A: w({i})", tickets[i]);

        for (int i = 0; i < 3; i++)
            Send($"REQUEST {i + 1}", new RequestFrame(Blake3.Hash(Encoding.ASCII.GetBytes(_texts[i])), 0, 1).Write);
        Anchor anchor = Anchored("A", session, Credits.Zero, tickets[0]);
        Hash256 head = HeaderChain.Start(_chain, session, anchor.Hash());
        Keep("A: HC(0)", head);
        head = Chunk("A", session, 1, head, isSigned: false);
        head = Chunk("A", session, 2, head, isSigned: true);
        PayAndKey(session, 1, tickets[1]);
        PayAndKey(session, 2, tickets[2]);
        Chunk("A", session, 3, head, isSigned: true);
        PayAndKey(session, 3, tickets[3]);
        FinalTicket final = Final();
        Send("CLOSE", new CloseFrame(final, final.Sign(_device)).Write);
        Send("END", new EndFrame(3).Write);
        return (session, tickets[3]);
    }

    private void SecondSession(Hash256 earlier, Hash256 ticket)
    {
        Hash256 session = Open("B", TicketKind.Signed, LaneState.TicketHeld, clientNonce: 10, nodeNonce: 11);
        Send("RESUME", new ResumeFrame(session, new ResumeStatement(_chain, session).Sign(_device)).Write);
        FinalTicket final = Final();
        Send("RESUMED", ResumedFrame.OfFinal(final, final.Sign(_device)).Write);
        Send("KEYREQ", new KeyRequestFrame(earlier, 3, ticket).Write);
        Send("KEYRES", new KeyResponseFrame(earlier, 3, ChunkKeys.KeyOf(_epochSecret, earlier, 3)).Write);
        Send("REQUEST 1", new RequestFrame(Blake3.Hash(Encoding.ASCII.GetBytes(_texts[0])), 0, 1).Write);
        Anchor anchor = Anchored("B", session, final.Cumulative, head: default);
        Hash256 head = HeaderChain.Start(_chain, session, anchor.Hash());
        Keep("B: HC(0)", head);
        Chunk("B", session, 1, head, isSigned: true);
        UnitTicket unit = new(_chain, session, _grant.Grant.Id(), _node.Key, Lane, Epoch, 1, new(4 * Price));
        Send("PAY-SIGNED 1", new PaySignedFrame(1, unit.Cumulative, unit.Sign(_device)).Write);
        Send("KEY 1", new KeyFrame(1, ChunkKeys.KeyOf(_epochSecret, session, 1)).Write);
        Send("REFUSE", new RefuseFrame(RefuseReason.EpochOver, 0).Write);
    }

    private Hash256 Open(string name, TicketKind tickets, LaneState state, byte clientNonce, byte nodeNonce)
    {
        Hash256[] siblings = new Hash256[NodeScope.MaxDepth];
        int depth = NodeScope.Prove(_scope, 0, siblings);
        byte[] path = new byte[depth * Hash256.Length];
        for (int i = 0; i < depth; i++) siblings[i].CopyTo(path.AsSpan(i * Hash256.Length));
        HelloParts hello = new(
            _node.Key, _grant, Epoch, Lane, ExchangeMode.Encrypted, tickets, Window, 1, Nonce.FromBytes(Filled(clientNonce)),
            NodeScope.TurnsOf(_scope.Length, 0), path, default);
        hello = hello with { Signature = hello.Frame.Sign(_device) };
        byte[] helloBody = Send("HELLO", to => hello.Frame.Write(to));
        WelcomeFrame welcome = new(
            _node.Key, Epoch, Lane, new(Price), Window, 2, state, Nonce.FromBytes(Filled(nodeNonce)), default);
        byte[] welcomeBody = Send("WELCOME", (welcome with { Signature = welcome.Sign(_node, helloBody) }).Write);
        Hash256 session = SessionId.Of(helloBody, welcomeBody);
        Keep($"{name}: session id", session);
        return session;
    }

    private Anchor Anchored(string name, Hash256 session, Credits baseCumulative, Hash256 head)
    {
        Anchor anchor = new(
            _chain, session, _grant.Grant.Id(), _node.Key, Lane, Epoch, baseCumulative, new(Price), 0, 4, head,
            new(1_000_000_000_000_000_000));
        Send("ANCHOR", new AnchorFrame(new SignedAnchor(anchor, anchor.Sign(_device))).Write);
        Keep($"{name}: anchor hash", anchor.Hash());
        return anchor;
    }

    private Hash256 Chunk(string name, Hash256 session, int unit, Hash256 before, bool isSigned)
    {
        byte[] plain = Encoding.ASCII.GetBytes(_texts[unit - 1]), cipher = new byte[plain.Length];
        Hash256 key = ChunkKeys.KeyOf(_epochSecret, session, unit);
        Encrypt(key, plain, cipher);
        ChunkHeader header = new(
            unit, Blake3.Hash(plain), 0, 1, plain.Length, Blake3.Hash(cipher), ChunkKeys.Commitment(key));
        Hash256 head = HeaderChain.Next(before, header);
        Keep($"{name}: k({unit})", key);
        Keep($"{name}: HC({unit})", head);
        Signature signature = isSigned ? new HeaderStatement(_chain, session, unit, head).Sign(_node) : default;
        ChunkParts parts = new(unit, 0, header.KeyCommitment, isSigned, signature, [], [], cipher);
        Send($"CHUNK {unit}", to => parts.Frame.Write(to));
        return head;
    }

    private void PayAndKey(Hash256 session, long unit, Hash256 ticket)
    {
        Send($"PAY {unit}", new PayFrame(unit, ticket).Write);
        Send($"KEY {unit}", new KeyFrame(unit, ChunkKeys.KeyOf(_epochSecret, session, unit)).Write);
    }

    private FinalTicket Final() => new(_chain, _grant.Grant.Id(), _node.Key, Lane, Epoch, new(Price), new(3 * Price));

    private byte[] Send(string name, Func<Span<byte>, int> write)
    {
        byte[] bytes = FrameGens.Bytes(write);
        _frames.Add((name, bytes));
        return bytes[FrameHeader.Length..];
    }

    private void Keep(string name, Hash256 value) => _values.Add((name, value));

    /// <summary>ChaCha20 with a nonce of zeros, from counter 0; the same again deciphers.</summary>
    internal static void Encrypt(Hash256 key, ReadOnlySpan<byte> input, Span<byte> output)
    {
        byte[] keyBytes = new byte[Hash256.Length];
        key.CopyTo(keyBytes);
        ChaCha7539Engine engine = new();
        engine.Init(forEncryption: true, new ParametersWithIV(new KeyParameter(keyBytes), new byte[12]));
        engine.ProcessBytes(input, output);
    }

    private static byte[] Filled(byte value)
    {
        byte[] bytes = new byte[Hash256.Length];
        Array.Fill(bytes, value);
        return bytes;
    }
}
