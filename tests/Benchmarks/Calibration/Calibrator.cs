using System.Runtime.InteropServices;
using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Adapters.Files;

namespace Fleek.Benchmarks.Calibration;

/// <summary>
/// Measures on this machine what the exchange's cryptography costs, by the code that production runs, and writes what
/// `cryptography.calibration` of a scenario reads.
/// </summary>
internal static class Calibrator
{
    /// <summary>Timed runs of each operation; the median counts.</summary>
    private const int Runs = 21;

    /// <summary>Least length of one run, in processor time: other work on the machine then disturbs caches alone.</summary>
    private const double RunSeconds = 0.05;

    /// <summary>Bytes of what a header's signature signs: a domain, two hashes, a unit and a head.</summary>
    private const int SignedBytes = 120;

    public static int Run(string path, TextWriter answer)
    {
        byte[] block = new byte[ContentBlock.Bytes], cipher = new byte[ContentBlock.Bytes], message = new byte[SignedBytes];
        new Random(1).NextBytes(block);
        using Ed25519Signer signer = new(message.AsSpan(0, Ed25519Signer.SeedBytes));
        Ed25519Verifier verifier = new();
        Signature signature = signer.Sign(message);
        PublicKey key = signer.Key;
        Hash256 ticket = Blake3.Hash(message), ticketKey = TicketChain.KeyOf(ticket, 0);
        CryptographyCosts costs = new(
            Sign: Median(() => signer.Sign(message)),
            Verify: Median(() => verifier.Verify(key, message, signature)),
            HashBlock: Median(() => Blake3.Hash(block)),
            CipherBlock: Median(() => ChunkCipher.Apply(ticketKey, block, cipher)),
            Ticket: Median(() => TicketChain.Previous(ticketKey, 1, ticket)),
            HeadersPerSignature: Defaults.HeaderInterval);
        string text = CalibrationFile.Write(costs, Processor());
        File.WriteAllText(path, text);
        answer.Write(text);
        return 0;
    }

    private static NodeEndpointOptions Defaults => new(
        default,
        new NodeOptions(new Credits(1), FreezeRuleKind.OwnPending, default, new CommitRule { Kind = CommitRuleKind.EveryChunk }, 1, 1, 1),
        default);

    private static Duration Median(Action operation)
    {
        long times = 1;
        while (Seconds(times, operation) < RunSeconds) times *= 2;
        double[] ns = new double[Runs];
        for (int run = 0; run < Runs; run++) ns[run] = Seconds(times, operation) * 1e9 / times;
        Array.Sort(ns);
        return new Duration((long)Math.Round(ns[Runs / 2]));
    }

    private static double Seconds(long times, Action operation)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (long i = 0; i < times; i++) operation();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static string Processor()
    {
        const string File = "/proc/cpuinfo", Field = "model name";
        string? line = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(l => l.StartsWith(Field, StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
