using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Content;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// How fast content is hashed, beside the reference program in the same run. Both are timed by the clock and by turns, and the
/// best turn counts: other work on the machine only ever makes a turn slower.
/// </summary>
internal sealed class Blake3Section : ScoreSection
{
    private const int BlockLength = 256 << 10;
    private const int LargeLength = 256 << 20;
    private const int Turns = 15;

    public override string Name => "blake3";

    public override string Title => "Is hashing content as fast as the reference program?";

    public override IEnumerable<ScoreRow> Measure()
    {
        byte[] large = new byte[LargeLength];
        new Random(1).NextBytes(large);
        using B3Sum? reference = B3Sum.Start(large, BlockLength);
        string absent = reference is null ? "install the Debian package b3sum" : "";

        foreach (Blake3Level level in Enum.GetValues<Blake3Level>().Where(level => level <= Blake3Levels.Best))
        {
            Blake3Mode mode = new(Blake3Mode.InitialValue, Blake3Flags.None, level);
            bool best = level == Blake3Levels.Best;
            int times = best ? reference?.Blocks ?? 1_000 : 100;
            (double ours, double? theirs) = ByTurns(
                () => Repeat(times, () => Blake3Subtree.RootHash(large.AsSpan(0, BlockLength), mode)), best ? reference : null, b => b.HashBlocks());
            yield return new ScoreRow(
                $"{level}", "256 KiB from the cache", Rate(BlockLength * (double)times, ours), "GB/s",
                theirs is { } t ? Rate(BlockLength * (double)times, t) : null, best ? absent : "", best ? "ratio 0.9" : "");
            (ours, theirs) = ByTurns(() => Blake3Subtree.RootHash(large, mode), best ? reference : null, b => b.HashLarge());
            yield return new ScoreRow(
                $"{level}", "256 MiB from memory", Rate(LargeLength, ours), "GB/s",
                theirs is { } u ? Rate(LargeLength, u) : null, best ? absent : "", best ? "ratio 0.9" : "");
        }

        const int Short = 200_000;
        foreach (int length in (int[])[32, 64, 72])
        {
            (double seconds, _) = ByTurns(() => Repeat(Short, () => Blake3.Hash(large.AsSpan(0, length))), null, _ => { });
            yield return new ScoreRow("one hash", $"{length} B", seconds / Short * 1e9, "ns", Goal: length == 72 ? "" : "at most 130");
        }

        foreach (int threads in (int[])[1, 2])
        {
            (double seconds, _) = ByTurns(() => ParallelBlake3.Hash(large.AsMemory(), threads), null, _ => { });
            yield return new ScoreRow($"{threads} thread{(threads == 1 ? "" : "s")}", "256 MiB from memory", Rate(LargeLength, seconds), "GB/s");
        }
    }

    /// <summary>Seconds of the best turn of each.</summary>
    private static (double Ours, double? Theirs) ByTurns(Action ours, B3Sum? reference, Action<B3Sum> theirs)
    {
        double us = double.PositiveInfinity, them = double.PositiveInfinity;
        ours();
        for (int turn = 0; turn < Turns; turn++)
        {
            us = Math.Min(us, Stopwatches.WallSeconds(ours));
            if (reference is not null) them = Math.Min(them, Stopwatches.WallSeconds(() => theirs(reference)) - reference.StartSeconds);
        }

        return (us, reference is null ? null : them);
    }

    private static void Repeat(int times, Func<Hash256> hash)
    {
        for (int i = 0; i < times; i++) hash();
    }

    private static double Rate(double bytes, double seconds) => bytes / seconds / 1e9;
}
