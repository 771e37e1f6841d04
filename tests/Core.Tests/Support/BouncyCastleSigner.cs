using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fleek.Tests.Core;

/// <summary>Ed25519 by an implementation that is not ours, from a seed of 32 bytes.</summary>
internal sealed class BouncyCastleSigner(byte[] seed) : ISigner
{
    private readonly Ed25519PrivateKeyParameters _secret = new(seed);

    public PublicKey Key => PublicKey.FromBytes(_secret.GeneratePublicKey().GetEncoded());

    public Signature Sign(ReadOnlySpan<byte> message)
    {
        Org.BouncyCastle.Crypto.Signers.Ed25519Signer signer = new();
        signer.Init(forSigning: true, _secret);
        signer.BlockUpdate(message);
        return Signature.FromBytes(signer.GenerateSignature());
    }
}
