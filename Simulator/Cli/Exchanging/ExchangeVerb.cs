using System.Diagnostics;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Content;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World.Exchange;

namespace Fleek.Sim.Cli.Exchanging;

/// <summary><c>exchange</c>: a real file through the fair exchange, between a node and a client in this process.</summary>
internal static class ExchangeVerb
{
    public static int Run(VerbContext context, ExchangeOrder order)
    {
        using Interrupts interrupts = new(atOnce: true);
        try
        {
            return Run(context, order, interrupts.Now);
        }
        catch (OperationCanceledException) when (interrupts.Requested)
        {
            context.Terminal.Say("stopped: nothing of the exchange is kept");
            return interrupts.ExitCodeOfSignal;
        }
    }

    private static int Run(VerbContext context, ExchangeOrder order, CancellationToken cancel)
    {
        using ReceivedContent received = new(order.Out);
        ExchangeProgress progress = new(context, order.File);
        Stopwatch hashing = Stopwatch.StartNew();
        using FileContent content = Open(order.File, progress, cancel);
        hashing.Stop();
        using ExchangeKeys keys = new(order.Seed);
        ExchangeTerms terms = order.Terms with { LinkSeed = keys.LinkSeed };
        Check(terms, content);
        ExchangeRun run = new(terms, keys.Parties, content, new Observed(received, progress, content.Length));
        Stopwatch exchanging = Stopwatch.StartNew();
        ExchangeReport report = run.Run(cancel);
        exchanging.Stop();
        Hash256 hash = received.Hash();
        if (report.IsWhole)
        {
            bool same = hash == content.Tree.Root && report.Bytes == content.Length;
            Invariant.Require(same, "exchange: what was received is another content");
            received.Keep();
        }

        ExchangeSummary summary = new(order, report, content, hash, hashing.Elapsed, exchanging.Elapsed);
        if (context.Json) context.Terminal.Answer(summary.Json());
        else foreach (string line in summary.Lines()) context.Terminal.Answer(line);
        if (report.IsWhole) return ExitCode.Ok;
        context.Terminal.Flush();
        context.Terminal.Error(summary.Refusal, order.Out is null ? null : "nothing was written");
        return ExitCode.ExchangeRefused;
    }

    /// <exception cref="CommandException">There is no such file, or it cannot be read.</exception>
    private static FileContent Open(string path, ExchangeProgress progress, CancellationToken cancel)
    {
        try
        {
            return FileContent.Open(path, (bytes, of) => progress.Tell("hashed", bytes, of), cancel);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string reason = Directory.Exists(path) ? "it is a folder" : FileProblem.Of(problem);
            throw CommandException.Usage($"cannot read --file '{path}': {reason}");
        }
    }

    private static void Check(ExchangeTerms terms, FileContent content)
    {
        if (!terms.TryDeposit(content.Tree.Blocks, out _))
            throw CommandException.Usage($"--price is too high: no account holds the price of {content.Tree.Blocks} chunks");
        bool needsBytes = terms.Fault is ExchangeFault.TruncatedBlock or ExchangeFault.FlippedBlock or ExchangeFault.FlippedFrame;
        if (needsBytes && content.Length == 0)
            throw CommandException.Usage($"--fault {ExchangeWords.Of(terms.Fault)} needs a file that is not empty");
    }

    private sealed class Observed(ReceivedContent received, ExchangeProgress progress, long length) : IExchangeObserver
    {
        public void Deliver(long number, ReadOnlySpan<byte> block)
        {
            received.Deliver(number, block);
            progress.Tell("exchanged", (number * ContentBlock.Bytes) + block.Length, length);
        }
    }
}
