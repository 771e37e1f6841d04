using System.Diagnostics;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class ExchangeCostTests
{
    private static readonly ExchangeContent _large = new((2 * ExchangeContent.BlockLength) + 20_000);

    /// <summary>Known lanes and known nodes: the steady state.</summary>
    [Fact]
    public void Redeeming_in_the_steady_state_allocates_nothing()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register());
        at.Ledger.Apply(session.Redeem(1));
        Int128 credited = 0;
        long least = long.MaxValue;
        // The least of three rounds: the runtime may compile a method anew in any one of them.
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int unit = 2 + (round * 13); unit < 15 + (round * 13); unit++) credited += at.Ledger.Apply(session.Redeem(unit)).Amount;
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal((Int128)390, credited);
        Assert.Equal(0, least);
    }

    [Fact]
    public void A_plaintext_is_judged_in_well_under_a_millisecond()
    {
        ExchangeCase at = new(ExchangeCase.Plain with { PosterDeposit = new(0) });
        HonestSession session = new(
            ExchangeCase.Chain, at.Register(), at.Device, at.Nodes[0], 0, 0, Credits.Zero, new(10), 0, 3, 0, _large);
        double best = double.MaxValue;
        for (int i = 0; i < 200; i++)
        {
            WrongPlaintext proof = session.Proof(2, 5).Sign(at.Poster, ExchangeCase.Chain, at.Ledger.SequenceOf(at.Poster.Key));
            long start = Stopwatch.GetTimestamp();
            LedgerVerdict verdict = at.Ledger.Apply(proof);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            Assert.Equal(LedgerOutcome.Dismissed, verdict.Outcome);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"D2 without signatures: {best:F1} us at best");
        // The design asks for 100 us with signatures; this leaves room for a slow machine.
        Assert.True(best < 1_000, $"{best:F1} us");
    }
}
