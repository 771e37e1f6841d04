using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Tests.World.Network.Links;

/// <summary>How verdicts compose, and that nobody's draws move when something else is added.</summary>
public sealed class LinkChainTests
{
    /// <summary>Gives the same verdict to all, and counts whom it judged.</summary>
    private sealed class Fixed(Verdict verdict) : ILinkBehaviour
    {
        public uint Purpose => 1_000;

        public Verdict Judge(in Transmission transmission, ref RandomStream random, ref long memory)
        {
            memory++;
            Judged = memory;
            return verdict;
        }

        public long Judged { get; private set; }
    }

    private static readonly Gen<Verdict> AnyVerdict = Gen.Select(Gen.Int[0, 9], Gen.Long[0, 1_000]).Select((kind, ns) => kind switch
    {
        0 => Verdict.Drop,
        <= 2 => Verdict.DuplicateAfter(new(ns)),
        <= 6 => Verdict.DeliverAfter(new(ns)),
        _ => Verdict.Pass,
    });

    [Fact]
    public void A_chain_of_nothing_passes_all() => Assert.All(LinkTrial.Run(5, 1, new LinkChain()), o => Assert.Equal(new(1, default), o));

    [Fact]
    public void Any_chain_does_what_its_verdicts_say_one_after_another() => AnyVerdict.Array[0, 10].Sample(verdicts =>
    {
        LinkOutcome outcome = LinkTrial.Run(1, 1, new LinkChain([.. verdicts.Select(v => new Fixed(v))]))[0];
        // Written the other way round: all copies that are under way, led past one behaviour after another.
        List<long> underWay = [0];
        foreach (Verdict verdict in verdicts)
        {
            underWay = verdict.Kind switch
            {
                VerdictKind.Drop => [],
                VerdictKind.DeliverAfter => [.. underWay.Select(d => d + verdict.Delay.Nanoseconds)],
                VerdictKind.Duplicate => [.. underWay, .. underWay.Select(d => d + verdict.Delay.Nanoseconds)],
                _ => underWay,
            };
        }

        return outcome.Copies == underWay.Count && outcome.Delay.Nanoseconds == (underWay.Count == 0 ? 0 : underWay.Min());
    });

    [Fact]
    public void After_a_drop_nobody_judges()
    {
        Fixed last = new(Verdict.Pass);
        Assert.True(LinkTrial.Run(1, 1, new LinkChain(new Fixed(Verdict.Drop), last))[0].IsLost);
        Assert.Equal(0, last.Judged);
    }

    [Fact]
    public void A_copy_may_be_lost_where_the_first_is_not_and_the_other_way_round()
    {
        LinkChain chain = new(new Duplication(1, Duration.FromMilliseconds(4)), new BernoulliLoss(0.5));
        LinkOutcome[] outcomes = LinkTrial.Run(100_000, 31, chain);
        LinkTrial.IsBinomial(outcomes.LongCount(o => o.IsLost), 100_000, 0.25);
        LinkTrial.IsBinomial(outcomes.LongCount(o => o.Copies == 2), 100_000, 0.25);
        LinkTrial.IsBinomial(outcomes.LongCount(o => o.Delay == Duration.FromMilliseconds(4)), 100_000, 0.25);
    }

    [Fact]
    public void Another_behaviour_shifts_nobodys_draws()
    {
        Jitter jitter = new(JitterLaw.Exponential, Duration.FromMilliseconds(5));
        LinkOutcome[] alone = LinkTrial.Run(2_000, 32, new LinkChain(jitter));
        LinkOutcome[] behind = LinkTrial.Run(2_000, 32, new LinkChain(
            new BernoulliLoss(0.2), new Duplication(0.3, Duration.FromSeconds(1)), jitter, new Reordering(0, default)));
        int compared = 0;
        for (int i = 0; i < alone.Length; i++)
        {
            if (behind[i].Copies == 0) continue;
            // A copy is a second behind: the first is the message itself, with the delay that it had alone.
            Assert.Equal(alone[i].Delay, behind[i].Delay);
            compared++;
        }

        Assert.InRange(compared, 1_400, 1_800);
        Assert.Contains(behind, o => o.Copies == 2);
    }

    [Fact]
    public void Another_lane_and_the_other_direction_have_draws_of_their_own()
    {
        LinkChain chain = new(new Jitter(JitterLaw.Uniform, Duration.FromMilliseconds(5)));
        LinkOutcome[] one = LinkTrial.Run(1_000, 33, chain, user: 3, node: 5);
        LinkOutcome[][] others =
        [
            LinkTrial.Run(1_000, 33, chain, user: 3, node: 6), LinkTrial.Run(1_000, 33, chain, user: 4, node: 5),
            LinkTrial.Run(1_000, 33, chain, user: 3, node: 5, LaneDirection.Down), LinkTrial.Run(1_000, 34, chain, user: 3, node: 5),
        ];
        Assert.Equal(one, LinkTrial.Run(1_000, 33, chain, user: 3, node: 5));
        Assert.All(others, other => Assert.InRange(one.Zip(other).Count(p => p.First == p.Second), 0, 2));
    }

    [Fact]
    public void Two_behaviours_of_one_kind_draw_apart()
    {
        LinkChain twice = new(new BernoulliLoss(0.5), new BernoulliLoss(0.5));
        LinkTrial.IsBinomial(LinkTrial.Run(100_000, 35, twice).LongCount(o => !o.IsLost), 100_000, 0.25);
    }
}
