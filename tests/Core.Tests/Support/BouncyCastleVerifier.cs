using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fleek.Tests.Core;

/// <summary>Checks Ed25519 signatures by an implementation that is not ours.</summary>
internal sealed class BouncyCastleVerifier : ISignatureVerifier
{
    public bool Verify(in PublicKey key, ReadOnlySpan<byte> message, in Signature signature)
    {
        byte[] keyBytes = new byte[PublicKey.Length], signatureBytes = new byte[Signature.Length];
        key.CopyTo(keyBytes);
        signature.CopyTo(signatureBytes);
        Org.BouncyCastle.Crypto.Signers.Ed25519Signer verifier = new();
        verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(keyBytes));
        verifier.BlockUpdate(message);
        return verifier.VerifySignature(signatureBytes);
    }
}
