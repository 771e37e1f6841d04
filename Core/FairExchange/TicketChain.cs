using System;
using System.Buffers.Binary;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Core.FairExchange;

/// <summary>
/// The hash chain of tickets: w at i - 1 is the keyed hash of (i, w at i), under a key of the session and lane. One compression of
/// BLAKE3 a unit; a ticket of one session, lane or place is nowhere else a ticket.
/// </summary>
public static class TicketChain
{
    /// <summary>The key under which a lane's session hashes its tickets.</summary>
    public static Hash256 KeyOf(in Hash256 session, int lane)
    {
        Span<byte> bytes = stackalloc byte[Domain.Length + Hash256.Length + sizeof(ushort)];
        Domain.TicketChain.CopyTo(bytes);
        session.CopyTo(bytes[Domain.Length..]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[(Domain.Length + Hash256.Length)..], checked((ushort)lane));
        return Blake3.Hash(bytes);
    }

    /// <summary>The ticket of unit - 1, from that of a unit.</summary>
    public static Hash256 Previous(in Hash256 key, long unit, in Hash256 ticket)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Length + sizeof(long) + Hash256.Length];
        key.CopyTo(bytes);
        Span<byte> message = bytes[Hash256.Length..];
        BinaryPrimitives.WriteInt64BigEndian(message, unit);
        ticket.CopyTo(message[sizeof(long)..]);
        return Blake3.KeyedHash(bytes[..Hash256.Length], message);
    }

    /// <summary>
    /// Whether a ticket of <paramref name="unit"/> leads to the one known at an earlier unit: so many hashes as there are units
    /// between, which the caller bounds.
    /// </summary>
    public static bool Leads(in Hash256 key, long unit, Hash256 ticket, long knownUnit, in Hash256 known)
    {
        for (long at = unit; at > knownUnit; at--) ticket = Previous(key, at, ticket);
        return ticket == known;
    }
}
