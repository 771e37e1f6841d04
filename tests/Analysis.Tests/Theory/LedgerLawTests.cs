using CsCheck;
using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Tests.Theory;

public sealed class LedgerLawTests
{
    [Fact]
    public void Ten_gigabits_carry_their_known_chunks()
    {
        Assert.Equal(4768.37158203125, ChunkRate.PerSecond(10e9, 262_144));
        Assert.Equal(209.7152e-6, ChunkRate.SecondsPerChunk(10e9, 262_144), 1e-18);
        Assert.Throws<OutOfDomainException>(() => ChunkRate.PerSecond(10e9, 0));
        Assert.Throws<OutOfDomainException>(() => ChunkRate.SecondsPerChunk(double.NaN, 1));
    }

    [Fact]
    public void A_thousand_saturated_nodes_load_the_ledger_as_stated()
    {
        double rate = ChunkRate.PerSecond(10e9, 262_144);
        Assert.Equal(4_768_372, ChunkRate.CommitsPerSecond(1000, rate, 1), 0.5);
        Assert.Equal(11_921, ChunkRate.LeastThreshold(1000, rate, 400));
        // At 38 chunks the load is 125,483 a second: 125,000 take 39.
        Assert.Equal(125_483, ChunkRate.CommitsPerSecond(1000, rate, 38), 0.5);
        Assert.Equal(39, ChunkRate.LeastThreshold(1000, rate, 125_000));
        Assert.Equal(1, ChunkRate.LeastThreshold(1, 10, 1e9));
        Assert.Throws<OutOfDomainException>(() => ChunkRate.LeastThreshold(1000, rate, 0));
    }

    [Theory]
    [InlineData(4, 3, 1.08333)]
    [InlineData(10, 7, 1.09563)]
    public void Quorums_of_exponential_delays_have_their_known_means(int answers, int quorum, double mean)
    {
        Assert.Equal(mean, QuorumDelay.MeanExponential(answers, quorum, 1), 5e-6);
        Assert.Equal(40 * mean, QuorumDelay.MeanExponential(answers, quorum, 40), 5e-4);
    }

    [Fact]
    public void Quorums_agree_with_sorted_random_delays()
    {
        RandomStream random = new(9, 1, 0);
        double[] measured = [3, 11, 11.5, 20, 48, 52, 90];
        const int Rounds = 200_000, Answers = 10, Quorum = 7;
        double[] exponential = new double[Answers], uniform = new double[Answers], drawn = new double[Answers];
        double exponentialSum = 0, squares = 0, uniformSum = 0, drawnSum = 0;
        for (int i = 0; i < Rounds; i++)
        {
            for (int j = 0; j < Answers; j++)
            {
                exponential[j] = random.NextExponential();
                uniform[j] = 5 + (3 * random.NextUniform());
                drawn[j] = measured[(int)random.NextBelow(measured.Length)];
            }

            double delay = QuorumDelay.OfConstant(exponential, Quorum);
            exponentialSum += delay;
            squares += delay * delay;
            uniformSum += QuorumDelay.OfConstant(uniform, Quorum);
            drawnSum += QuorumDelay.OfConstant(drawn, Quorum);
        }

        double mean = exponentialSum / Rounds, variance = QuorumDelay.VarianceExponential(Answers, Quorum, 1);
        Assert.Equal(QuorumDelay.MeanExponential(Answers, Quorum, 1), mean, 4 * Math.Sqrt(variance / Rounds));
        Assert.Equal(variance, (squares / Rounds) - (mean * mean), 0.02 * variance);
        Assert.Equal(QuorumDelay.MeanUniform(Answers, Quorum, 5, 8), uniformSum / Rounds, 4 * 0.5 / Math.Sqrt(Rounds));
        Assert.Equal(QuorumDelay.MeanEmpirical(measured, Answers, Quorum), drawnSum / Rounds, 4 * 25 / Math.Sqrt(Rounds));
    }

    [Fact]
    public void Quorums_at_the_edges_are_the_first_and_the_last()
    {
        Assert.Equal(0.25, QuorumDelay.MeanExponential(4, 1, 1));
        Assert.Equal(11, QuorumDelay.OfConstant([30, 7, 11, 90], 2));
        Assert.Equal(7, QuorumDelay.MeanEmpirical([7], 4, 3));
        Assert.Throws<OutOfDomainException>(() => QuorumDelay.MeanExponential(4, 5, 1));
        Assert.Throws<OutOfDomainException>(() => QuorumDelay.OfConstant([1, double.NaN], 1));
        Assert.Throws<OutOfDomainException>(() => QuorumDelay.MeanEmpirical([], 4, 3));
    }

    [Fact]
    public void Waits_for_a_block_are_uniform_and_then_constant()
    {
        Assert.Equal(3.5, BlockLedger.Mean(6, 0.5));
        Assert.Equal(3, BlockLedger.Variance(6));
        RandomStream random = new(4, 1, 0);
        const int Samples = 200_000;
        double sum = 0, squares = 0;
        int early = 0;
        for (int i = 0; i < Samples; i++)
        {
            // A transaction at any time; blocks close at multiples of 6 s.
            double at = 1e6 * random.NextUniform(), wait = (6 * Math.Ceiling(at / 6)) + 0.5 - at;
            sum += wait;
            squares += wait * wait;
            if (wait <= BlockLedger.Quantile(6, 0.5, 0.2)) early++;
        }

        double mean = sum / Samples;
        Assert.Equal(BlockLedger.Mean(6, 0.5), mean, 4 * Math.Sqrt(3.0 / Samples));
        Assert.Equal(BlockLedger.Variance(6), (squares / Samples) - (mean * mean), 0.03);
        Assert.Equal(0.2, (double)early / Samples, 4 * Math.Sqrt(0.16 / Samples));
        Assert.Throws<OutOfDomainException>(() => BlockLedger.Mean(double.NaN, 0));
    }

    [Theory]
    [InlineData(0.010, 209.7, 48)]
    [InlineData(0.020, 104.9, 96)]
    [InlineData(0.050, 41.9, 239)]
    [InlineData(0.100, 21.0, 477)]
    public void Windows_and_lock_step_on_a_link_without_limit_are_as_known(double rtt, double megabits, double window)
    {
        const double Chunk = 1 << 21;
        Assert.Equal(megabits, WindowThroughput.BitsPerSecond(1, 1, Chunk, rtt, double.PositiveInfinity) / 1e6, 0.05);
        Assert.Equal(window, WindowThroughput.WindowFor(10e9, Chunk, rtt));
        // A link of exactly that rate also takes its time for each chunk: one more.
        Assert.Equal(window + 1, WindowThroughput.WindowToFill(10e9, Chunk, rtt));
        Assert.True(WindowThroughput.BitsPerSecond(1, window, Chunk, rtt, 10e9) < 10e9);
        Assert.Equal(10e9, WindowThroughput.BitsPerSecond(1, window + 1, Chunk, rtt, 10e9));
    }

    [Fact]
    public void Lanes_add_up_until_the_link_is_full()
    {
        Assert.Equal(1006.6, WindowThroughput.BitsPerSecond(24, 1, 1 << 21, 0.05, double.PositiveInfinity) / 1e6, 0.05);
        Assert.Equal(10e9, WindowThroughput.BitsPerSecond(24, 32, 1 << 21, 0.05, 10e9));
        Assert.Throws<OutOfDomainException>(() => WindowThroughput.BitsPerSecond(1, 1, 1, 0, double.PositiveInfinity));
        Assert.Throws<OutOfDomainException>(() => WindowThroughput.BitsPerSecond(1, 1, 1, 1, double.NaN));
    }

    [Fact]
    public void Waiting_for_finality_and_a_central_biller_have_their_costs()
    {
        Assert.Equal(32 * 2_097_152.0 / 2.05, WaitingBits(), 1e-6);
        Assert.Equal(7 * 100 * 0.05, SlowPayments.CentralExposureChunks(8, 100, 0.05), 1e-12);
        Assert.Throws<OutOfDomainException>(() => SlowPayments.WaitingBitsPerSecond(1, 1, 0, 0));
    }

    [Theory]
    [InlineData(10, 4)]
    [InlineData(100, 14)]
    [InlineData(1024, 45)]
    [InlineData(10_240, 143)]
    public void Growing_intervals_take_their_known_payments(double mebibytes, long payments)
    {
        GrowingInterval interval = new(1, 1, double.PositiveInfinity);
        Assert.Equal(payments, interval.Payments(mebibytes));
        Assert.Equal(payments, interval.Size(payments));
    }

    [Fact]
    public void Growing_intervals_are_counted_as_if_paid_one_by_one()
    {
        var vectors = Gen.Select(Gen.Double[0.1, 5], Gen.Double[0, 3], Gen.Double[0, 20], Gen.Double[0, 2000]);
        vectors.Sample((first, step, above, size) =>
        {
            GrowingInterval interval = new(first, step, first + above);
            double paid = 0, next = first;
            long n = 0;
            for (; paid < size; n++)
            {
                paid += Math.Min(next, first + above);
                next += step;
            }

            // The sum's last digit may tip a tie.
            return interval.Payments(size) == n || Math.Abs(paid - size) < 1e-9 || Math.Abs(interval.Paid(n - 1) - size) < 1e-9;
        }, iter: 500);
    }

    [Fact]
    public void Growing_intervals_at_the_edges()
    {
        Assert.Equal(0, new GrowingInterval(1, 1, 5).Payments(0));
        Assert.Equal(4096, new GrowingInterval(0.25, 0, double.PositiveInfinity).Payments(1024));
        Assert.Equal(1 + 2 + 3 + 3 + 3, new GrowingInterval(1, 1, 3).Paid(5));
        Assert.Throws<OutOfDomainException>(() => new GrowingInterval(0, 1, 5).Payments(1));
        Assert.Throws<OutOfDomainException>(() => new GrowingInterval(2, 1, 1).Payments(1));
        Assert.Throws<OutOfDomainException>(() => new GrowingInterval(1, 1, 5).Payments(double.NaN));
    }

    [Fact]
    public void Lottery_tickets_have_the_moments_of_their_winners()
    {
        const int Tickets = 400;
        const double Winning = 0.05, Price = 3;
        double mean = 0, square = 0, above = 0, reserve = LotteryTickets.Reserve(Tickets, Price, Winning, 0.01);
        for (int wins = 0; wins <= Tickets; wins++)
        {
            double p = SaddlePoint.Binomial(Tickets, Winning, wins), paid = wins * LotteryTickets.Face(Price, Winning);
            mean += p * paid;
            square += p * paid * paid;
            if (paid > (Tickets * Price) + reserve + 1e-9) above += p;
        }

        Assert.Equal(LotteryTickets.Mean(Tickets, Price), mean, 1e-8);
        Assert.Equal(LotteryTickets.StandardDeviation(Tickets, Price, Winning), Math.Sqrt(square - (mean * mean)), 1e-6);
        Assert.InRange(above, 0.003, 0.01);
        Assert.Equal(0, LotteryTickets.StandardDeviation(Tickets, Price, 1));
        Assert.Equal(0, LotteryTickets.Reserve(Tickets, Price, 1, 0.01));
        Assert.Throws<OutOfDomainException>(() => LotteryTickets.Face(1, 0));
        Assert.Throws<OutOfDomainException>(() => LotteryTickets.StandardDeviation(1, 1, double.NaN));
    }

    [Fact]
    public void Consensus_latency_adds_its_hops() =>
        Assert.Equal(0.1 + (6 * 0.08) + 0.02, ConsensusLatency.Seconds(0.1, 6, 0.08, 0.02), 1e-15);

    [Fact]
    public void Splitting_takes_the_known_runs()
    {
        Assert.Equal(5400, Splitting.RunsPerStage(6, 0.1, 0.1));
        Assert.Equal(32_400, 6 * Splitting.RunsPerStage(6, 0.1, 0.1));
        Assert.Equal(89_100, 3 * Splitting.RunsPerStage(3, 0.01, 0.1));
        Assert.Equal(1e8, Splitting.CrudeRuns(1e-6, 0.1), 200.0);
        Assert.Throws<OutOfDomainException>(() => Splitting.RunsPerStage(6, 1, 0.1));
    }

    private static double WaitingBits() => SlowPayments.WaitingBitsPerSecond(32, 1 << 21, 2, 0.05);
}
