using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Keeps what it was asked to sign or to check, and finds every signature good.</summary>
internal sealed class RecordingSigner : ISigner, ISignatureVerifier
{
    public PublicKey Key => default;

    /// <summary>The last message.</summary>
    public byte[] Message { get; private set; } = [];

    /// <summary>The key and the signature that were last to be checked.</summary>
    public (PublicKey Key, Signature Signature) Checked { get; private set; }

    public Signature Sign(ReadOnlySpan<byte> message)
    {
        Message = message.ToArray();
        return default;
    }

    public bool Verify(in PublicKey key, ReadOnlySpan<byte> message, in Signature signature)
    {
        Message = message.ToArray();
        Checked = (key, signature);
        return true;
    }
}
