using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>What device and node of one session hold when both have followed the protocol: anchor, tickets, headers, keys.</summary>
internal sealed class HonestSession
{
    private static readonly ExchangeContent _small = new(30_000);

    private readonly ISigner _device, _node;
    private readonly List<ChunkHeader> _headers = [];
    private readonly Hash256[] _tickets;
    private readonly Hash256 _epochSecret, _head0;

    public HonestSession(
        in Hash256 chain, in Hash256 grantId, ISigner device, ISigner node, int lane, long epoch, Credits baseCumulative,
        Credits price, long start, int units, int name, ExchangeContent? content = null)
    {
        (_device, _node) = (device, node);
        Content = content ?? _small;
        Hash256 session = Blake3.Hash([.. "session"u8, (byte)name, (byte)lane, (byte)epoch, .. Bytes(node.Key.Bytes)]);
        Hash256 key = TicketChain.KeyOf(session, lane);
        _tickets = new Hash256[units + 1];
        _tickets[units] = Blake3.Hash([.. "last ticket"u8, .. Bytes(session)]);
        for (int i = units; i > 0; i--) _tickets[i - 1] = TicketChain.Previous(key, start + i, _tickets[i]);
        Anchor anchor = new(
            chain, session, grantId, node.Key, lane, epoch, baseCumulative, price, start, units, _tickets[0], new Instant(1));
        Anchor = new SignedAnchor(anchor, anchor.Sign(device));
        _epochSecret = ChunkKeys.EpochSecret(Blake3.Hash(Bytes(node.Key.Bytes)), epoch);
        _head0 = HeaderChain.Start(chain, session, anchor.Hash());
        for (long unit = 1; unit <= start + units; unit++)
        {
            long block = (unit - 1) % Content.Blocks;
            byte[] sent = Content.Cipher(KeyOf(unit), block);
            _headers.Add(new ChunkHeader(
                unit, Content.Id, block, Content.Blocks, sent.Length, Blake3.Hash(sent), ChunkKeys.Commitment(KeyOf(unit))));
        }
    }

    public ExchangeContent Content { get; }

    public SignedAnchor Anchor { get; private set; }

    public LaneKey Lane => Anchor.Anchor.LaneKey;

    public Hash256 KeyOf(long unit) => ChunkKeys.KeyOf(_epochSecret, Anchor.Anchor.Session, unit);

    public Hash256 TicketOf(long unit) => _tickets[unit - Anchor.Anchor.Start];

    public ChunkHeader HeaderOf(long unit) => _headers[(int)unit - 1];

    /// <summary>The node says something else of a unit than it should.</summary>
    public void Replace(in ChunkHeader header) => _headers[(int)header.Unit - 1] = header;

    /// <summary>The device signs other terms.</summary>
    public void Replace(in Anchor anchor) => Anchor = new SignedAnchor(anchor, anchor.Sign(_device));

    public Hash256 HeadOf(long unit)
    {
        Hash256 head = _head0;
        for (long i = 1; i <= unit; i++) head = HeaderChain.Next(head, HeaderOf(i));
        return head;
    }

    public Signature SignHead(long unit) => Statement(unit).Sign(_node);

    public HeaderStatement Statement(long unit) => new(Anchor.Anchor.Chain, Anchor.Anchor.Session, unit, HeadOf(unit));

    /// <summary>The claim of the ticket of a unit.</summary>
    public RedeemItem Redeem(long unit, ScopePath path = default) => RedeemItem.OfChain(Anchor, unit, TicketOf(unit), path);

    public RedeemItem RedeemFinal(Credits cumulative, ScopePath path = default)
    {
        Anchor anchor = Anchor.Anchor;
        FinalTicket final = new(anchor.Chain, anchor.GrantId, anchor.Node, anchor.Lane, anchor.Epoch, anchor.UnitPrice, cumulative);
        return RedeemItem.OfFinal(final, final.Sign(_device), path);
    }

    public RedeemItem RedeemSigned(long unit, Credits cumulative)
    {
        RedeemItem unsigned = RedeemItem.OfUnit(Anchor, unit, cumulative, default, default);
        return RedeemItem.OfUnit(Anchor, unit, cumulative, unsigned.SignedUnit.Sign(_device), default);
    }

    /// <summary>Evidence over units, with headers up to the one that the node signed.</summary>
    public HeaderEvidence Evidence(long first, long last, long? signed = null, ScopePath path = default)
    {
        long end = signed ?? last;
        byte[] headers = new byte[(end - first + 1) * ChunkHeader.Length];
        WireWriter writer = new(headers);
        for (long unit = first; unit <= end; unit++) HeaderOf(unit).Write(ref writer);
        return new HeaderEvidence
        {
            Anchor = Anchor,
            FirstUnit = first,
            LastUnit = last,
            Ticket = TicketOf(last),
            HeadBefore = HeadOf(first - 1),
            Headers = headers,
            Signature = SignHead(end),
            Path = path,
        };
    }

    /// <summary>Evidence that a unit's key does not give the content, true or not.</summary>
    public WrongPlaintext Proof(long unit, int group, int witness = 0, byte[]? sent = null)
    {
        ChunkHeader header = HeaderOf(unit);
        sent ??= Content.Cipher(KeyOf(unit), header.Block);
        (byte[] siblings, ulong turns) = Content.PathOf(header.Block, group, witness);
        return new WrongPlaintext
        {
            Evidence = Evidence(unit, unit),
            Key = KeyOf(unit),
            Group = group,
            Ciphertext = ExchangeContent.Part(sent, group, WrongPlaintext.GroupLength).ToArray(),
            CiphertextSiblings = ExchangeContent.PathTo(sent, group, WrongPlaintext.GroupLength).Siblings,
            WitnessChunk = witness,
            Witness = Content.ChunkOf(header.Block, group, witness),
            WitnessSiblings = siblings,
            RightTurns = turns,
        };
    }

    private static byte[] Bytes(in Hash256 hash)
    {
        byte[] bytes = new byte[Hash256.Length];
        hash.CopyTo(bytes);
        return bytes;
    }
}
