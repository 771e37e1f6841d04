using System;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;

namespace Fleek.Core.Gateway;

/// <summary>
/// Which nodes a client is assigned: a draw that the coordinator makes from its secret, the site, the client's address block and the
/// period. Who knows the secret can repeat it; who does not cannot steer it, since asking again, with another device or another nonce, gives
/// the same draw. With M colluding among N candidates a draw of k has one of them with probability 1 - C(N - M, k) / C(N, k), and
/// k M / N of them in the mean.
/// </summary>
public sealed class NodeLottery(Hash256 secret)
{
    private const int MessageLength = Domain.Length + Hash256.Length + 2 + IpAddress.IPv6Bytes + 8 + PublicKey.Length;

    /// <summary>Draws different candidates, in the order of the draw.</summary>
    /// <param name="period">Counted by the coordinator.</param>
    /// <param name="candidates">Different keys, in any order: the draw does not depend on it.</param>
    /// <param name="drawn">Filled with indices of candidates; as long as the draw.</param>
    /// <returns>How many were drawn: fewer than asked for where there are fewer candidates.</returns>
    public int Draw(in Hash256 site, IpPrefix block, long period, ReadOnlySpan<NodeEntry> candidates, Span<int> drawn)
    {
        Span<byte> key = stackalloc byte[Hash256.Length];
        secret.CopyTo(key);
        Span<byte> message = stackalloc byte[MessageLength];
        int fixedPart = Begin(message, site, block, period);
        Span<(ulong Score, int Index)> best = stackalloc (ulong, int)[drawn.Length];
        int count = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            candidates[i].Node.CopyTo(message[fixedPart..]);
            ulong score = Blake3.KeyedHash(key, message).Word0;
            if (count == best.Length && !IsBefore(score, i, best[^1], candidates)) continue;
            int at = count < best.Length ? count++ : count - 1;
            while (at > 0 && IsBefore(score, i, best[at - 1], candidates))
            {
                best[at] = best[at - 1];
                at--;
            }

            best[at] = (score, i);
        }

        for (int i = 0; i < count; i++) drawn[i] = best[i].Index;
        return count;
    }

    /// <summary>By score; equal ones, which nobody will see, by key.</summary>
    private static bool IsBefore(ulong score, int index, (ulong Score, int Index) other, ReadOnlySpan<NodeEntry> candidates) =>
        score != other.Score
            ? score < other.Score
            : candidates[index].Node.Bytes.Word0 < candidates[other.Index].Node.Bytes.Word0;

    private static int Begin(Span<byte> message, in Hash256 site, IpPrefix block, long period)
    {
        message.Clear();
        WireWriter writer = new(message);
        writer.Bytes(Domain.Assignment);
        writer.Hash(site);
        writer.Byte((byte)block.Family);
        writer.Byte(block.Length);
        block.Network.WriteTo(writer.Take(IpAddress.IPv6Bytes));
        writer.UInt63(period);
        return writer.Length;
    }
}
