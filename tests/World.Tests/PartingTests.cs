using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World;

/// <summary>Where two runs part is found to the effect, whatever the length of the run.</summary>
public sealed class PartingTests
{
    private const int MaxRungs = 64;

    public static TheoryData<string> RealDifferences => ["duration", "threshold", "seed", "user", "lag"];

    /// <summary>
    /// Two worlds that truly differ, and do the same for a while: compared effect by effect, and through ladders. What is found
    /// must be the same.
    /// </summary>
    [Theory]
    [MemberData(nameof(RealDifferences))]
    public void Bisection_finds_what_a_comparison_of_everything_finds(string what)
    {
        Scenario one = Partings.Placed(), other = Changed(one, what);
        ulong seed = what == "seed" ? 6UL : 5UL;
        IReadOnlyList<TracedEffect> all = Partings.All(one, 5), others = Partings.All(other, seed);
        long parted = Partings.FirstDifference(all, others);
        Assert.InRange(parted, what is "seed" or "user" ? 0 : 100, all.Count);

        TraceLadder a = Partings.Ladder(one, 5, MaxRungs), b = Partings.Ladder(other, seed, MaxRungs);
        Assert.True(a.Stride > 16, "the ladder must have thinned itself");
        EffectInterval interval = Assert.NotNull(TraceLadder.FirstDifference(a, b));
        Assert.InRange(interval.To - interval.From, 1, Math.Max(a.Stride, b.Stride));
        Assert.Equal(parted, Partings.FirstDifference(Partings.Record(one, 5, interval), Partings.Record(other, seed, interval)));
    }

    /// <summary>More than 10 million effects in the long form: the ladder of 65,536 rungs has thinned itself eight times.</summary>
    [Fact]
    public void A_divergence_planted_deep_in_a_long_run_is_found_to_the_effect()
    {
        int users = Replications.Long ? 6_000 : 100;
        Scenario scenario = Worlds.Poisson(users, 300, 0, 4, 4, 2.5, Worlds.Threshold(20), 60);
        TraceLadder whole = new();
        CellRunner.Observe(scenario, 1, WorldInputs.None, new RunObserver { Ladder = whole });
        Assert.InRange(whole.Effects, Replications.Long ? 10_000_000 : 150_000, long.MaxValue);
        foreach (long planted in (long[])[whole.Effects * 7 / 10, whole.Effects - 1])
        {
            TraceLadder tampered = Partings.Ladder(scenario, 1, 1 << 16, planted);
            Assert.Equal(whole.Effects, tampered.Effects);
            EffectInterval interval = Assert.NotNull(TraceLadder.FirstDifference(whole, tampered));
            Assert.InRange(interval.To - interval.From, 1, whole.Stride);
            long found = Partings.FirstDifference(
                Partings.Record(scenario, 1, interval), Partings.Record(scenario, 1, interval, planted));
            Assert.Equal(planted, found);
        }
    }

    [Fact]
    public void Equal_runs_do_not_part() => Assert.Null(TraceLadder.FirstDifference(
        Partings.Ladder(Partings.Placed(), 5, MaxRungs), Partings.Ladder(Partings.Placed(), 5, MaxRungs)));

    [Fact]
    public void A_ladder_that_was_written_and_read_is_the_same_ladder()
    {
        TraceLadder ladder = Partings.Ladder(Partings.Placed(), 5, MaxRungs);
        TraceLadder other = Partings.Ladder(Partings.Placed(), 5, MaxRungs, tamperAt: 777);
        string text = Written(ladder);
        using StringReader reader = new(text + "what follows\n");
        TraceLadder read = TraceLadder.Read(reader);
        Assert.Equal("what follows", reader.ReadLine());
        Assert.Equal(text, Written(read));
        Assert.Equal(TraceLadder.FirstDifference(ladder, other), TraceLadder.FirstDifference(read, other));
    }

    /// <summary>Another process may die in the middle of a line: a torn ladder is refused, and never read as another one.</summary>
    [Fact]
    public void A_ladder_torn_or_changed_anywhere_is_refused_or_differs()
    {
        string text = Written(Partings.Ladder(Partings.Placed(2, 3), 5, 8));
        for (int length = 0; length < text.Length - 1; length++)
            Assert.Throws<FormatException>(() => Read(text[..length]));
        for (int place = 0; place < text.Length; place++)
        {
            foreach (char c in "07fg- \n")
            {
                if (text[place] == c) continue;
                string changed = text[..place] + c + text[(place + 1)..];
                try
                {
                    Assert.NotEqual(text, Written(Read(changed)));
                }
                catch (FormatException)
                {
                    // Refused, as it should be.
                }
            }
        }
    }

    private static Scenario Changed(Scenario s, string what) => what switch
    {
        "duration" => s with { Duration = s.Duration - Duration.FromSeconds(2) },
        "threshold" => s with { Payments = s.Payments with { FreezeThreshold = Worlds.Chunks(11) } },
        "user" => s with { Users = s.Users with { Count = s.Users.Count + 1 } },
        "lag" => s with { Ledger = s.Ledger with { Sigma = 0.51 } },
        _ => s,
    };

    private static string Written(TraceLadder ladder)
    {
        using StringWriter text = new();
        ladder.Write(text);
        return text.ToString();
    }

    private static TraceLadder Read(string text)
    {
        using StringReader reader = new(text);
        return TraceLadder.Read(reader);
    }
}
