using CsCheck;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

public sealed class FrameFuzzTests
{
    private const int Cases = 1_500_000;

    private const int SeedsOfType = 24;

    /// <summary>No chunk of full size is among the seeds: most of the time would go into copying its bytes.</summary>
    private const int MaxSeedBytes = 4_096;

    [Fact]
    public void Mutated_frames_never_throw_never_allocate_and_are_refused_with_a_reason_or_read_as_what_they_are()
    {
        FrameMutator mutator = new(Seeds(), seed: 1, MaxSeedBytes);
        byte[] again = new byte[FrameHeader.MaxFrameLength];
        long[] verdicts = new long[(int)FrameError.WrongChecksum + 1];
        Run(mutator, again, verdicts, 10_000);
        Array.Clear(verdicts);
        int wrong = -1;
        Assert.Equal(0, SteadyState.Bytes(() => wrong = Math.Max(wrong, Run(mutator, again, verdicts, Cases))));
        Assert.True(wrong < 0, $"a frame was read as another: {Convert.ToHexStringLower(mutator.Mutant)}");

        // Both ways were taken often, and each way to be wrong was met.
        Assert.InRange((double)verdicts[(int)FrameError.None] / verdicts.Sum(), 0.05, 0.95);
        foreach (FrameError error in Enum.GetValues<FrameError>())
            if (error != FrameError.WrongChecksum) Assert.True(verdicts[(int)error] > 0, $"{error} was never met");
    }

    /// <summary>The same in every run.</summary>
    private static byte[][] Seeds()
    {
        PCG random = new(stream: 1, seed: 1);
        return
        [
            .. Enum.GetValues<FrameType>().SelectMany(type => Enumerable.Range(0, SeedsOfType)
                .Select(_ => FrameGens.Encoded(type).Generate(random, null, out Size _))
                .Where(bytes => bytes.Length <= MaxSeedBytes)),
        ];
    }

    /// <summary>Returns the first case that was accepted and is not the same again, or -1.</summary>
    private static int Run(FrameMutator mutator, Span<byte> again, long[] verdicts, int cases)
    {
        for (int i = 0; i < cases; i++)
        {
            mutator.Next();
            ReadOnlySpan<byte> mutant = mutator.Mutant;
            FrameError error = FrameJudge.Judge(mutant, again, out int written);
            verdicts[(int)error]++;
            if (error == FrameError.None && !mutant.SequenceEqual(again[..written])) return i;

            // The body alone, as if it had come behind a header of its first type.
            if (mutant.Length < FrameHeader.Length) continue;
            ReadOnlySpan<byte> body = mutant[FrameHeader.Length..];
            error = FrameJudge.JudgeBody(mutator.Type, body, again, out written);
            verdicts[(int)error]++;
            if (error == FrameError.None && !body.SequenceEqual(again[FrameHeader.Length..written])) return i;
        }

        return -1;
    }
}
