using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;

namespace Fleek.Sim.World.Fidelity;

/// <summary>Whose key or randomness it is.</summary>
internal enum KeyRole
{
    Payer,
    Device,
    Node,
    NodeSecret,
    NodeNonces,
    LaneNonces,
    Content,
}

/// <summary>
/// Ed25519 keys of a real run, made from its seed: the same run has the same keys. They protect nothing, and decide nothing either.
/// </summary>
internal sealed class RealKeys(ulong seed) : IDisposable
{
    private const int RoleBits = 3;

    private readonly Dictionary<long, Ed25519Signer> _signers = [];

    public static long Entity(KeyRole role, int id) => ((long)id << RoleBits) | (long)role;

    public Ed25519Signer Signer(KeyRole role, int id)
    {
        if (_signers.TryGetValue(Entity(role, id), out Ed25519Signer? signer)) return signer;
        Span<byte> secret = stackalloc byte[Ed25519Signer.SeedBytes];
        Random(role, id).Fill(secret);
        signer = new Ed25519Signer(secret);
        _signers.Add(Entity(role, id), signer);
        return signer;
    }

    public Hash256 Secret(KeyRole role, int id)
    {
        Span<byte> secret = stackalloc byte[Hash256.Length];
        Random(role, id).Fill(secret);
        return Hash256.FromBytes(secret);
    }

    public KeyedRandomBytes Random(KeyRole role, int id) => new(seed, Entity(role, id), 0);

    public void Dispose()
    {
        foreach (Ed25519Signer signer in _signers.Values) signer.Dispose();
    }
}
