using System;
using System.Buffers.Binary;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Core.FairExchange;

/// <summary>
/// A node's chunk keys. All are derived from one secret and never stored: a key can be given again after any crash, and no two
/// chunks share one as long as no two sessions share an id.
/// </summary>
public static class ChunkKeys
{
    /// <summary>The secret of one epoch, from the node's lasting one: what is told of one epoch says nothing of another.</summary>
    public static Hash256 EpochSecret(in Hash256 nodeSecret, long epoch)
    {
        Span<byte> message = stackalloc byte[Domain.Length + sizeof(long)];
        Domain.EpochSecret.CopyTo(message);
        BinaryPrimitives.WriteInt64BigEndian(message[Domain.Length..], epoch);
        return Keyed(nodeSecret, message);
    }

    /// <summary>k: the key of a unit of a session.</summary>
    public static Hash256 KeyOf(in Hash256 epochSecret, in Hash256 session, long unit)
    {
        Span<byte> message = stackalloc byte[Hash256.Length + sizeof(long)];
        session.CopyTo(message);
        BinaryPrimitives.WriteInt64BigEndian(message[Hash256.Length..], unit);
        return Keyed(epochSecret, message);
    }

    /// <summary>hk: what a header says of the key before it is told.</summary>
    public static Hash256 Commitment(in Hash256 key)
    {
        Span<byte> message = stackalloc byte[Domain.Length + Hash256.Length];
        Domain.KeyCommitment.CopyTo(message);
        key.CopyTo(message[Domain.Length..]);
        return Blake3.Hash(message);
    }

    private static Hash256 Keyed(in Hash256 key, ReadOnlySpan<byte> message)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Length];
        key.CopyTo(bytes);
        return Blake3.KeyedHash(bytes, message);
    }
}
