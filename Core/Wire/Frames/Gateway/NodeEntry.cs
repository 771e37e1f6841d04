using System;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;

namespace Fleek.Core.Wire;

/// <summary>
/// Where a node is reached, and by which certificates it is known there. They are hashes of certificates (SHA-256 of DER, as browsers take
/// them) and come inside a signed offer, never by a plain request to the node.
/// </summary>
/// <param name="Certificate">Of the certificate in use.</param>
/// <param name="NextCertificate">Of the one that follows it, so that an offer outlives a rotation.</param>
public readonly record struct NodeEntry(
    PublicKey Node, NodeTransport Transport, IpAddress Address, int Port, Hash256 Certificate, Hash256 NextCertificate)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = PublicKey.Length + 1 + 1 + IpAddress.IPv6Bytes + 2 + (2 * Hash256.Length);

    public void Write(ref WireWriter writer)
    {
        writer.Key(Node);
        writer.Byte((byte)Transport);
        writer.Byte((byte)Address.Family);
        Span<byte> address = writer.Take(IpAddress.IPv6Bytes);
        address.Clear();
        Address.WriteTo(address);
        writer.UInt16(Port);
        writer.Hash(Certificate);
        writer.Hash(NextCertificate);
    }

    public static NodeEntry Read(ref WireReader reader)
    {
        PublicKey node = reader.Key();
        NodeTransport transport = (NodeTransport)reader.Choice((byte)NodeTransport.WebRtc);
        IpAddress address = ReadAddress(ref reader);
        return new NodeEntry(node, transport, address, reader.UInt16(), reader.Hash(), reader.Hash());
    }

    /// <summary>Their number and their bytes, each checked for its ranges.</summary>
    internal static ReadOnlySpan<byte> TakeAll(scoped ref WireReader reader)
    {
        int count = reader.Byte();
        if (count > OfferFrame.MaxNodes) reader.Fail(FrameError.PartTooLong);
        ReadOnlySpan<byte> bytes = reader.Take(count * Length);
        WireReader entries = new(bytes);
        while (!entries.Rest.IsEmpty && !entries.Failed) Read(ref entries);
        if (entries.Failed) reader.Fail(entries.Error);
        return bytes;
    }

    /// <summary>Family and 16 bytes, of which an IPv4 address has the first four and the rest are zero.</summary>
    private static IpAddress ReadAddress(ref WireReader reader)
    {
        IpFamily family = (IpFamily)reader.Choice((byte)IpFamily.IPv6);
        ReadOnlySpan<byte> bytes = reader.Take(IpAddress.IPv6Bytes);
        if (bytes.IsEmpty) return default;
        int used = IpAddress.WidthOf(family) / 8;
        if (bytes[used..].ContainsAnyExcept((byte)0)) reader.Fail();
        return IpAddress.FromBytes(bytes[..used]);
    }
}
