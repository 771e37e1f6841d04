using System.Security.Cryptography;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// What the exchange of a chunk is made of, each step alone: a node hashes the block for its group tree, ciphers it and hashes that; a
/// client hashes what came, deciphers it and hashes the plain text. Beside them what others do with the same bytes.
/// </summary>
/// <param name="level">The vectors that are used, as the rows say it.</param>
internal sealed class ExchangeSteps(MemoryContent content, string level)
{
    private const int Turns = 60;

    private readonly byte[] _out = new byte[ContentBlock.Bytes], _groups = new byte[GroupTree.MaxBytes];
    private readonly int _blocks = content.Tree.Blocks;

    /// <summary>
    /// The cryptography of either side by reference programs, and nothing else, in microseconds; null where they are not installed.
    /// </summary>
    public double? Programs { get; private set; }

    /// <param name="withPrograms">Beside programs of others, and the platform's own cryptography.</param>
    public IEnumerable<ScoreRow> Measure(bool withPrograms)
    {
        Hash256 key = Blake3.Hash("a key"u8);
        double? cipher = withPrograms ? OpenSslSpeed.ChaCha20Microseconds(ContentBlock.Bytes) : null;
        double? hash = withPrograms ? B3SumMicroseconds() : null;
        Programs = cipher + (2 * hash);
        yield return Step("group tree", EachBlock(i => GroupTree.Write(content.Block(i), i, only: false, _groups, out _)), hash, "b3sum");
        yield return Step("cipher", EachBlock(i => ChunkCipher.Apply(key, content.Block(i), _out)), cipher, "OpenSSL");
        yield return Step("hash what was ciphered", EachBlock(_ => Blake3.Hash(_out)), hash, "b3sum");
        foreach (ScoreRow row in Signatures()) yield return row;
        yield return OneTicket();
        if (!withPrograms) yield break;
        using AesGcm gcm = new(new byte[16], 16);
        byte[] nonce = new byte[12], tag = new byte[16];
        yield return Other("AES-128-GCM, as TLS does", EachBlock(i => gcm.Encrypt(nonce, content.Block(i), _out, tag)));
        byte[] digest = new byte[SHA256.HashSizeInBytes];
        yield return Other("SHA-256", EachBlock(i => SHA256.HashData(content.Block(i), digest)));
    }

    /// <summary>Of chunks that take so many microseconds each.</summary>
    public static double Gbits(double microseconds) => ContentBlock.Bytes * 8 / microseconds / 1e3;

    private IEnumerable<ScoreRow> Signatures()
    {
        using Ed25519Signer signer = new(new byte[Ed25519Signer.SeedBytes]);
        Ed25519Verifier verifier = new();
        HeaderStatement statement = new(default, default, 1, default);
        Signature signature = statement.Sign(signer);
        double sign = Microseconds(100, _ => statement.Sign(signer));
        double verify = Microseconds(100, _ => Invariant.Require(statement.IsSignedBy(signer.Key, signature, verifier), "a good signature"));
        yield return new ScoreRow("sign a header", "Ed25519, by libsodium", sign, "us");
        yield return new ScoreRow("verify a header", "Ed25519, by libsodium", verify, "us");
    }

    private ScoreRow OneTicket()
    {
        Hash256 key = TicketChain.KeyOf(default, 0), ticket = Blake3.Hash("a ticket"u8), known = TicketChain.Previous(key, 7, ticket);
        double one = Microseconds(10_000, _ => Invariant.Require(TicketChain.Leads(key, 7, ticket, 6, known), "a good ticket"));
        return new ScoreRow("verify a ticket", $"{level}; one link of the chain", one, "us", Goal: "below 1");
    }

    private ScoreRow Step(string what, double us, double? peer, string whose) =>
        new(what, level, us, "us/chunk", peer, peer is null ? "" : $"{whose}, in this run");

    private static ScoreRow Other(string what, double us) =>
        new(what, $"the platform's, over a chunk; {Gbits(us):0.0} Gbit/s", us, "us/chunk");

    private double EachBlock(Action<int> work) => Microseconds(_blocks, work);

    private static double Microseconds(int times, Action<int> work)
    {
        double best = double.PositiveInfinity;
        for (int turn = 0; turn < Turns; turn++)
        {
            long start = ThreadTime.Nanoseconds;
            for (int i = 0; i < times; i++) work(i);
            best = Math.Min(best, (ThreadTime.Nanoseconds - start) / 1e3 / times);
        }

        return best;
    }

    private double? B3SumMicroseconds()
    {
        using B3Sum? hash = B3Sum.Start(content.Block(0).ToArray(), ContentBlock.Bytes);
        if (hash is null) return null;
        double seconds = Enumerable.Range(0, Turns / 4).Min(_ => Stopwatches.WallSeconds(hash.HashBlocks)) - hash.StartSeconds;
        return seconds / hash.Blocks * 1e6;
    }
}
