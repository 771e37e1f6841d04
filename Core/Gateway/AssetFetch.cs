using System;
using Fleek.Core.Content;

namespace Fleek.Core.Gateway;

/// <summary>
/// One content of a site on its way to a device, from nodes and through the tunnel in turn: what is to be fetched next and from where, so
/// that every byte comes once and no block is paid twice, and a hash over all of it in the end.
/// </summary>
/// <param name="item">What the manifest says.</param>
/// <param name="nodes">Nodes of the session that may serve it.</param>
public sealed class AssetFetch(ManifestItem item, int nodes)
{
    private readonly Blake3Hasher _hasher = new();
    private long _paid, _tunnelUntil;
    private int _failed;

    public ManifestItem Item => item;

    /// <summary>Bytes that were taken, from the beginning.</summary>
    public long Delivered { get; private set; }

    /// <summary>Of these, through the tunnel.</summary>
    public long Tunnelled { get; private set; }

    /// <summary>Blocks that were paid to nodes, whether they came or not: each block at most once.</summary>
    public long PaidBlocks { get; private set; }

    /// <summary>Nodes that failed.</summary>
    public int FailedNodes => _failed;

    public bool IsComplete => Delivered == item.Bytes;

    /// <summary>What to fetch next; nothing once all is there.</summary>
    public AssetPart Next =>
        IsComplete ? new AssetPart(AssetSource.Nothing, TunnelReason.None, 0, Delivered, 0)
        : Delivered < _tunnelUntil ? Tunnel(TunnelReason.PaidElsewhere, _tunnelUntil)
        : _failed < nodes ? new AssetPart(AssetSource.Node, TunnelReason.None, _failed, Delivered, item.Bytes - Delivered)
        : Tunnel(nodes == 0 ? TunnelReason.NoSession : TunnelReason.NodesFailed, item.Bytes);

    /// <summary>The device paid the node for blocks up to this one of the content, exclusively.</summary>
    public void OnPaid(long blocks)
    {
        if (blocks <= _paid) return;
        PaidBlocks += blocks - _paid;
        _paid = blocks;
    }

    /// <summary>Verified plain text of a node, or bytes of the tunnel, which are verified in the end.</summary>
    /// <returns>False, and nothing is taken, where they are not the next ones or are too many.</returns>
    public bool TryTake(AssetSource source, long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset != Delivered || bytes.Length > item.Bytes - Delivered) return false;
        _hasher.Update(bytes);
        Delivered += bytes.Length;
        if (source == AssetSource.Tunnel) Tunnelled += bytes.Length;
        return true;
    }

    /// <summary>The node that was to send is given up: what it was paid for and did not send comes through the tunnel, the rest from the next.</summary>
    public void OnNodeFailed()
    {
        _failed++;
        _tunnelUntil = Math.Min(item.Bytes, _paid * ContentBlock.Bytes);
    }

    /// <summary>Whether all that was taken is the content, once it is complete.</summary>
    public bool Verifies() => IsComplete && _hasher.Finish() == item.Content;

    private AssetPart Tunnel(TunnelReason reason, long end) => new(AssetSource.Tunnel, reason, 0, Delivered, end - Delivered);
}
