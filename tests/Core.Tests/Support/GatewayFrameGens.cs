using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Frames of sessions that a gateway pays for, of every type: as values, and as the bytes that the codec writes.</summary>
internal static class GatewayFrameGens
{
    public static readonly Gen<AccessToken> Token =
        Gen.Select(
            Gen.Select(WireGens.Hash, WireGens.Key, WireGens.Hash), Gen.Select(WireGens.Key, WireGens.Key),
            Gen.Select(WireGens.Time, WireGens.Time))
        .Select((who, sides, times) => new AccessToken(
            who.Item1, who.Item2, who.Item3, sides.Item1, sides.Item2, times.Item1, times.Item2));

    public static readonly Gen<SignedAccessToken> SignedToken =
        Gen.Select(Token, WireGens.Signature).Select((token, signature) => new SignedAccessToken(token, signature));

    public static readonly Gen<IpAddress> Address = Gen.OneOf(
        Gen.Const(default(IpAddress)), Gen.UInt.Select(IpAddress.V4),
        Gen.Select(Gen.ULong, Gen.ULong).Select((high, low) => IpAddress.V6(new UInt128(high, low))));

    public static readonly Gen<NodeEntry> Node =
        Gen.Select(
            Gen.Select(WireGens.Key, Gen.Enum<NodeTransport>(), Address, WireGens.UInt16), Gen.Select(WireGens.Hash, WireGens.Hash))
        .Select((who, certificates) => new NodeEntry(
            who.Item1, who.Item2, who.Item3, who.Item4, certificates.Item1, certificates.Item2));

    public static readonly Gen<DeliveryNote> Note =
        Gen.Select(WireGens.Key, WireGens.Number, WireGens.Amount).Select((node, units, amount) => new DeliveryNote(node, units, amount));

    public static readonly Gen<ChallengeFrame> Challenge = WireGens.Nonce.Select(nonce => new ChallengeFrame(nonce));

    public static readonly Gen<AskFrame> Ask =
        Gen.Select(
            Gen.Select(WireGens.Hash, WireGens.Key, WireGens.Key, WireGens.Hash), Gen.Select(WireGens.Hash, WireGens.Time, WireGens.Nonce),
            WireGens.Signature)
        .Select((who, what, signature) => new AskFrame(
            who.Item1, who.Item2, who.Item3, who.Item4, what.Item1, what.Item2, what.Item3, signature));

    public static readonly Gen<OfferParts> Offer = Offers(Node.Array[0, OfferFrame.MaxNodes]);

    public static readonly Gen<OfferParts> EmptyOffer = Offers(Gen.Const(Array.Empty<NodeEntry>()));

    public static readonly Gen<ManifestParts> Manifest = Manifests(
        Gen.Select(Gen.Byte.Array[1, 60], WireGens.Hash, WireGens.Number).Array[0, 12]);

    public static readonly Gen<ManifestParts> EmptyManifest = Manifests(Gen.Const(Array.Empty<(byte[], Hash256, long)>()));

    public static readonly Gen<AttachFrame> Attach =
        Gen.Select(SignedToken, WireGens.Signature).Select((token, signature) => new AttachFrame(token, signature));

    public static readonly Gen<OpenFrame> Open = Gen.Select(SignedToken, WireGens.Hash, WireGens.Signature)
        .Select((token, grant, signature) => new OpenFrame(token, grant, signature));

    public static readonly Gen<AttachedFrame> Attached =
        Gen.Select(WireGens.Hash, Gen.Enum<SessionRole>()).Select((session, role) => new AttachedFrame(session, role));

    public static readonly Gen<NotifyParts> Notify = Notifications(Note.Array[0, OfferFrame.MaxNodes]);

    public static readonly Gen<NotifyParts> EmptyNotify = Notifications(Gen.Const(Array.Empty<DeliveryNote>()));

    public static readonly Gen<NotedFrame> Noted =
        Gen.Select(WireGens.Hash, WireGens.Amount).Select((session, amount) => new NotedFrame(session, amount));

    public static readonly Gen<DenyFrame> Deny =
        Gen.Select(Gen.Enum<DenyReason>().Where(reason => reason != DenyReason.None), WireGens.Number)
        .Select((reason, wait) => new DenyFrame(reason, new Duration(wait)));

    public static readonly Gen<RevokeFrame> Revoke = Gen.Select(WireGens.Hash, WireGens.Hash, WireGens.Signature)
        .Select((chain, session, signature) => new RevokeFrame(chain, session, signature));

    /// <summary>Frames of a type as bytes, header and body.</summary>
    public static Gen<byte[]> Encoded(FrameType type) => type switch
    {
        FrameType.Challenge => Challenge.Select(value => FrameGens.Bytes(value.Write)),
        FrameType.Ask => Ask.Select(value => FrameGens.Bytes(value.Write)),
        FrameType.Offer => Offer.Select(value => FrameGens.Bytes(to => value.Frame.Write(to))),
        FrameType.Manifest => Manifest.Select(value => FrameGens.Bytes(to => value.Frame.Write(to))),
        FrameType.Attach => Attach.Select(value => FrameGens.Bytes(value.Write)),
        FrameType.Open => Open.Select(value => FrameGens.Bytes(value.Write)),
        FrameType.Attached => Attached.Select(value => FrameGens.Bytes(value.Write)),
        FrameType.Notify => Notify.Select(value => FrameGens.Bytes(to => value.Frame.Write(to))),
        FrameType.Noted => Noted.Select(value => FrameGens.Bytes(value.Write)),
        FrameType.Deny => Deny.Select(value => FrameGens.Bytes(value.Write)),
        FrameType.Revoke => Revoke.Select(value => FrameGens.Bytes(value.Write)),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static Gen<OfferParts> Offers(Gen<NodeEntry[]> nodes) =>
        Gen.Select(
            Gen.Select(WireGens.Nonce, Gen.Int[0, int.MaxValue], SignedToken, WireGens.SignedGrant),
            Gen.Select(WireGens.Hash, WireGens.Amount, WireGens.Amount), nodes, WireGens.Signature)
        .Select((head, terms, entries, signature) => new OfferParts(
            head.Item1, head.Item2, head.Item3, head.Item4, terms.Item1, terms.Item2, terms.Item3,
            Convert.ToHexString(BytesOf(entries)), signature));

    private static Gen<NotifyParts> Notifications(Gen<DeliveryNote[]> notes) =>
        Gen.Select(WireGens.Hash, Gen.Int[0, int.MaxValue], Gen.Bool, notes, WireGens.Signature)
        .Select((session, number, more, entries, signature) => new NotifyParts(
            session, number, more, Convert.ToHexString(BytesOf(entries)), signature));

    private static Gen<ManifestParts> Manifests(Gen<(byte[] Url, Hash256 Content, long Bytes)[]> entries) =>
        Gen.Select(WireGens.Hash, WireGens.Number, WireGens.Time, entries, WireGens.Signature)
        .Select((site, version, notAfter, items, signature) =>
        {
            (byte[] Url, Hash256 Content, long Bytes)[] sorted =
            [
                .. items.DistinctBy(item => Convert.ToHexString(item.Url))
                    .OrderBy(item => item.Url, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))),
            ];
            return new ManifestParts(site, version, notAfter, sorted.Length, Convert.ToHexString(BytesOf(sorted)), signature);
        });

    private static byte[] BytesOf(NodeEntry[] nodes)
    {
        byte[] bytes = new byte[nodes.Length * NodeEntry.Length];
        WireWriter writer = new(bytes);
        foreach (NodeEntry node in nodes) node.Write(ref writer);
        return bytes;
    }

    private static byte[] BytesOf(DeliveryNote[] notes)
    {
        byte[] bytes = new byte[notes.Length * DeliveryNote.Length];
        WireWriter writer = new(bytes);
        foreach (DeliveryNote note in notes) note.Write(ref writer);
        return bytes;
    }

    private static byte[] BytesOf((byte[] Url, Hash256 Content, long Bytes)[] entries)
    {
        byte[] bytes = new byte[entries.Sum(entry => ManifestEntry.Overhead + entry.Url.Length)];
        WireWriter writer = new(bytes);
        foreach ((byte[] url, Hash256 content, long length) in entries)
            new ManifestEntry { Url = url, Content = content, Bytes = length }.Write(ref writer);
        return bytes;
    }
}
