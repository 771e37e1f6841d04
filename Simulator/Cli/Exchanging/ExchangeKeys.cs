using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.World.Exchange;

namespace Fleek.Sim.Cli.Exchanging;

/// <summary>Makes the parties of an exchange: each has a stream of its own where a seed is given.</summary>
internal sealed class ExchangeKeys : IDisposable
{
    private readonly Ed25519Signer _payer, _device, _node;

    /// <param name="seed">Whoever knows it knows every key; null takes them from the operating system.</param>
    public ExchangeKeys(ulong? seed)
    {
        _payer = SignerOf(RandomOf(seed, 1));
        IRandomBytes client = RandomOf(seed, 2), node = RandomOf(seed, 3);
        _device = SignerOf(client);
        _node = SignerOf(node);
        Span<byte> secret = stackalloc byte[Hash256.Length];
        node.Fill(secret);
        Parties = new ExchangeParties(_payer, _device, _node, new Ed25519Verifier(), Hash256.FromBytes(secret), node, client);
        Span<byte> link = stackalloc byte[sizeof(ulong)];
        RandomOf(seed, 4).Fill(link);
        LinkSeed = BitConverter.ToUInt64(link);
    }

    public ExchangeParties Parties { get; }

    /// <summary>Decides what is lost on the link.</summary>
    public ulong LinkSeed { get; }

    public void Dispose()
    {
        _payer.Dispose();
        _device.Dispose();
        _node.Dispose();
    }

    private static IRandomBytes RandomOf(ulong? seed, long entity) =>
        seed is { } given ? new KeyedRandomBytes(given, entity, 0) : new SystemRandomBytes();

    private static Ed25519Signer SignerOf(IRandomBytes random)
    {
        Span<byte> seed = stackalloc byte[Ed25519Signer.SeedBytes];
        random.Fill(seed);
        return new Ed25519Signer(seed);
    }
}
