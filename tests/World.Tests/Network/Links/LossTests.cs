using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Tests.World.Network.Links;

/// <summary>Both laws of loss against their closed forms; fixed seeds, bounds of five standard deviations.</summary>
public sealed class LossTests
{
    private static readonly int N = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 5_000_000 : 200_000;

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.02)]
    [InlineData(0.5)]
    public void Bernoulli_loss_has_its_rate_and_no_memory(double rate)
    {
        bool[] lost = Lost(new BernoulliLoss(rate), 11);
        LinkTrial.IsBinomial(lost.LongCount(l => l), N, rate);
        // Of the transmissions that follow a loss, the same share is lost.
        bool[] after = [.. lost.Zip(lost.Skip(1)).Where(pair => pair.First).Select(pair => pair.Second)];
        LinkTrial.IsBinomial(after.LongCount(l => l), after.Length, rate);
    }

    [Fact]
    public void Bernoulli_loss_of_nothing_and_of_everything_is_certain()
    {
        Assert.DoesNotContain(true, Lost(new BernoulliLoss(0), 1));
        Assert.DoesNotContain(false, Lost(new BernoulliLoss(1), 1));
    }

    [Theory]
    [InlineData(0.01, 5)]
    [InlineData(0.1, 3)]
    [InlineData(0.3, 1)]
    [InlineData(0.02, 50)]
    public void Bursts_have_the_stationary_rate_and_geometric_lengths(double rate, double meanBurst)
    {
        bool[] lost = Lost(GilbertElliottLoss.OfBursts(rate, meanBurst), 12);
        double r = 1 / meanBurst, p = rate / (1 - rate) * r;
        // The asymptotic variance of a two-state chain's share is rate (1 - rate) (1 + m) / (1 - m), m = 1 - p - r.
        double sd = Math.Sqrt(rate * (1 - rate) * (2 - p - r) / (p + r) / N);
        Assert.InRange(lost.Count(l => l) / (double)N, rate - (5 * sd), rate + (5 * sd));

        List<int> bursts = Runs(lost);
        double runSd = Math.Sqrt(1 - r) / r; // of a geometric law on 1, 2, ...
        Assert.InRange(bursts.Average(), meanBurst - (5 * runSd / Math.Sqrt(bursts.Count)) - 1e-9,
            meanBurst + (5 * runSd / Math.Sqrt(bursts.Count)) + 1e-9);
        for (int length = 1; length <= 10; length++)
            LinkTrial.IsBinomial(bursts.Count(b => b > length), bursts.Count, Math.Pow(1 - r, length));
    }

    [Fact]
    public void States_with_their_own_loss_mix_in_the_chains_shares()
    {
        GilbertElliottLoss loss = new(toBad: 0.02, toGood: 0.1, lossInGood: 0.01, lossInBad: 0.6);
        double share = 0.02 / 0.12, rate = ((1 - share) * 0.01) + (share * 0.6);
        double count = Lost(loss, 13).Count(l => l);
        // Variance of a rate modulated by the chain: that of the draws plus that of the share.
        double modulation = Math.Pow(0.59, 2) * share * (1 - share) * (2 - 0.12) / 0.12;
        double sd = Math.Sqrt(((rate * (1 - rate)) + modulation) / N);
        Assert.InRange(count / N, rate - (5 * sd), rate + (5 * sd));
    }

    [Fact]
    public void The_chain_starts_in_its_stationary_law()
    {
        const int lanes = 20_000;
        LinkChain chain = new(GilbertElliottLoss.OfBursts(0.2, 40));
        long lost = Enumerable.Range(0, lanes).LongCount(user => LinkTrial.Run(1, 14, chain, user)[0].IsLost);
        LinkTrial.IsBinomial(lost, lanes, 0.2);
    }

    [Fact]
    public void What_is_sent_again_meets_the_stationary_law_and_leaves_the_burst_as_it_is()
    {
        const int n = 50_000;
        GilbertElliottLoss loss = GilbertElliottLoss.OfBursts(0.2, 10);
        long memory = 1; // in a burst
        long lost = 0;
        for (int i = 0; i < n; i++)
        {
            RandomStream random = new(15, 1_000, i);
            Transmission again = new(Instant.Zero, 1, default, default, LaneDirection.Up, 0, 1 + (i % 5));
            if (loss.Judge(again, ref random, ref memory) == Verdict.Drop) lost++;
        }

        LinkTrial.IsBinomial(lost, n, 0.2);
        Assert.Equal(1, memory);
    }

    [Fact]
    public void Parameters_that_are_no_chances_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BernoulliLoss(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BernoulliLoss(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GilbertElliottLoss(0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GilbertElliottLoss.OfBursts(0.9, 2)); // gaps shorter than one
    }

    private static bool[] Lost(ILinkBehaviour behaviour, ulong seed) =>
        [.. LinkTrial.Run(N, seed, new LinkChain(behaviour)).Select(o => o.IsLost)];

    private static List<int> Runs(bool[] lost)
    {
        List<int> runs = [];
        int run = 0;
        foreach (bool one in lost)
        {
            if (one) run++;
            else if (run > 0)
            {
                runs.Add(run);
                run = 0;
            }
        }

        return runs;
    }
}
