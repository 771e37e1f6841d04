using Fleek.Core.Primitives;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fleek.Tests.Core;

/// <summary>BLAKE3 by an implementation that is not ours.</summary>
internal static class OracleHash
{
    public static byte[] Of(params byte[][] parts) => Hash(new Blake3Digest(), parts);

    public static byte[] Keyed(byte[] key, params byte[][] parts)
    {
        Blake3Digest digest = new();
        digest.Init(Blake3Parameters.Key(key));
        return Hash(digest, parts);
    }

    private static byte[] Hash(Blake3Digest digest, byte[][] parts)
    {
        foreach (byte[] part in parts) digest.BlockUpdate(part);
        byte[] hash = new byte[Hash256.Length];
        digest.DoFinal(hash);
        return hash;
    }
}
