using System.Security.Cryptography;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;

namespace Fleek.Sim.Live.Identity;

/// <summary>Who a party is: an Ed25519 key whose secret half is in a file of its own, and in memory that libsodium guards.</summary>
public sealed class IdentityKey : ISigner, IDisposable
{
    private readonly Ed25519Signer _signer;

    private IdentityKey(Ed25519Signer signer) => _signer = signer;

    public PublicKey Key => _signer.Key;

    /// <summary>Reads the key, or makes one where there is no file; see <see cref="SecretFile"/>.</summary>
    /// <exception cref="KeyFileException">The file is not to be trusted, or cannot be read or made.</exception>
    public static IdentityKey OpenOrCreate(string path)
    {
        Span<byte> seed = stackalloc byte[SecretFile.SecretBytes];
        try
        {
            SecretFile.OpenOrCreate(path, SecretKind.SigningKey, seed);
            return new IdentityKey(new Ed25519Signer(seed));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>A key that is nowhere but in this process.</summary>
    public static IdentityKey Ephemeral()
    {
        Span<byte> seed = stackalloc byte[SecretFile.SecretBytes];
        RandomNumberGenerator.Fill(seed);
        try
        {
            return new IdentityKey(new Ed25519Signer(seed));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    public Signature Sign(ReadOnlySpan<byte> message) => _signer.Sign(message);

    /// <summary>The public key.</summary>
    public override string ToString() => Key.ToString();

    public void Dispose() => _signer.Dispose();
}
