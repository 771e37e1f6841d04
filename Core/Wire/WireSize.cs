namespace Fleek.Core.Wire;

/// <summary>
/// Bytes of each message on the wire, from the field widths of FX-256: signatures 64, keys and hashes 32, ids and counters 8,
/// amounts 8, lane and small counts 4 bytes. The modelled cryptography stands on these sizes.
/// </summary>
public static class WireSize
{
    private const int Tag = 1, Signature = 64, Hash = 32, PublicKey = 32, Counter = 8, Amount = 8, Small = 4, Nonce = 16;

    /// <summary>Grant: payer, device key, epochs, two caps, price cap, scope root, lanes, expiry, nonce, signature.</summary>
    private const int Grant = (2 * PublicKey) + (2 * Counter) + (3 * Amount) + Hash + Small + Counter + Nonce + Signature;

    /// <summary>A block's hash tree stands on groups of 16 KiB; each inner node is two hashes: 15 of them in 256 KiB.</summary>
    private const int GroupBytes = 16 * 1024;

    /// <summary>Size of a message in bytes; <paramref name="chunkBytes"/> is the payload of a chunk.</summary>
    public static long Of(MessageKind kind, long chunkBytes) => kind switch
    {
        MessageKind.Hello => Tag + PublicKey + Grant + Counter + Small + Nonce + Signature,
        MessageKind.Welcome => Tag + PublicKey + Counter + Amount + Small + Counter + Nonce + Signature,
        MessageKind.Refuse => Tag + 1,
        MessageKind.Anchor => Tag + Hash + Hash + PublicKey + Small + (2 * Counter) + (2 * Amount) + Hash + Counter + Signature,
        MessageKind.Request => Tag + Hash + (2 * Counter),
        MessageKind.Chunk =>
            Tag + (2 * Counter) + Small + (2 * Hash * InnerNodes(chunkBytes)) + Hash + Hash + Signature + chunkBytes,
        MessageKind.Pay => Tag + Counter + Hash,
        MessageKind.Key => Tag + Counter + Hash,
        MessageKind.Close => Tag + PublicKey + Hash + Small + (2 * Counter) + Amount + Signature,
        MessageKind.End => Tag + Counter,
        _ => 0,
    };

    private static long InnerNodes(long chunkBytes) => chunkBytes <= GroupBytes ? 0 : (chunkBytes - 1) / GroupBytes;
}
