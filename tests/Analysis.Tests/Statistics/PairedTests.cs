using CsCheck;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Tests.Statistics;

public sealed class PairedTests
{
    [Fact]
    public void Mcnemar_of_changes_all_for_the_worse_is_a_power_of_a_half()
    {
        Assert.Equal(0.0078125, McNemar.PValue(7, 0), 1e-15);
        Assert.Equal(0.0009765625, McNemar.PValue(10, 0), 1e-16);
        // 6 and 9 are one too few for 0.01 and 0.001.
        Assert.True(McNemar.PValue(6, 0) > 0.01);
        Assert.True(McNemar.PValue(9, 0) > 0.001);
        Assert.Equal(1, McNemar.PValue(0, 0));
        Assert.Equal(1, McNemar.PValue(0, 40));
        Assert.Throws<OutOfDomainException>(() => McNemar.PValue(-1, 0));
    }

    [Fact]
    public void Mcnemar_counts_coin_tosses() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12]).Sample((b, c) =>
        {
            long atLeast = 0;
            for (int tosses = 0; tosses < 1 << Math.Min(b + c, 16); tosses++)
                if (System.Numerics.BitOperations.PopCount((uint)tosses) >= b) atLeast++;
            return b + c > 16 || Math.Abs(McNemar.PValue(b, c) - ((double)atLeast / (1 << (b + c)))) < 1e-13;
        }, iter: 60);

    [Fact]
    public void Holm_steps_down_from_the_smallest()
    {
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 12)));
        Assert.Equal([1.0, 1.0], Holm.Adjust([0.8, 0.7]));
        Assert.Empty(Holm.Adjust([]));
        Assert.Throws<OutOfDomainException>(() => Holm.Adjust([0.1, double.NaN]));
    }

    [Fact]
    public void Holm_rejects_what_the_procedure_rejects_one_by_one() =>
        Gen.Double[0, 0.2].Array[1, 12].Sample(p =>
        {
            const double Level = 0.05;
            HashSet<int> rejected = [];
            int[] order = [.. Enumerable.Range(0, p.Length).OrderBy(i => p[i])];
            for (int step = 0; step < p.Length && p[order[step]] * (p.Length - step) <= Level; step++) rejected.Add(order[step]);
            IReadOnlyList<double> adjusted = Holm.Adjust(p);
            return Enumerable.Range(0, p.Length).All(i => rejected.Contains(i) == adjusted[i] <= Level);
        }, iter: 300);

    [Fact]
    public void Paired_differences_have_students_figures()
    {
        // Student's own data on sleep (Biometrika, 1908): mean 1.58, t = 4.0621 with 9 degrees of freedom, p one-sided 0.001416.
        PairedDifference d = PairedDifference.Of(
            [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
        Assert.Equal(1.58, d.Mean, 1e-12);
        Assert.Equal(4.0621, d.Mean / d.StandardError, 5e-5);
        Assert.Equal(0.001416, d.PValueOfIncrease, 5e-7);
        Interval i = d.IntervalAt(0.05);
        Assert.Equal(0.7001142, i.Low, 5e-7);
        Assert.Equal(2.4598858, i.High, 5e-7);
    }

    [Fact]
    public void Equal_differences_are_certain_and_single_pairs_refused()
    {
        PairedDifference same = PairedDifference.Of([0.1, 0.2, 0.3]);
        Assert.InRange(same.StandardError, 0.01, 1);
        PairedDifference up = PairedDifference.Of([0.1, 0.1, 0.1]);
        Assert.Equal(0, up.StandardError);
        Assert.Equal(0, up.PValueOfIncrease);
        Assert.Equal(new Interval(0.1, 0.1), up.IntervalAt(0.05));
        Assert.Equal(1, PairedDifference.Of([0.0, 0.0]).PValueOfIncrease);
        Assert.Throws<OutOfDomainException>(() => PairedDifference.Of([1.0]));
        Assert.Throws<OutOfDomainException>(() => PairedDifference.Of([1.0, double.NaN]));
        Assert.Throws<OutOfDomainException>(() => PairedDifference.Of([1, 2], [1]));
    }

    [Fact]
    public void Bootstrap_of_many_values_comes_near_students_interval_and_repeats_itself()
    {
        RandomStream random = new(6, 1, 0);
        double[] values = [.. Enumerable.Range(0, 200).Select(_ => random.NextExponential())];
        Interval boot = Bootstrap.Mean(values, 0.05, 4000, 1), student = PairedDifference.Of(values).IntervalAt(0.05);
        double width = student.High - student.Low;
        Assert.Equal(student.Low, boot.Low, 0.08 * width);
        Assert.Equal(student.High, boot.High, 0.08 * width);
        Assert.Equal(boot, Bootstrap.Mean(values, 0.05, 4000, 1));
        Assert.NotEqual(boot, Bootstrap.Mean(values, 0.05, 4000, 2));
        Assert.Throws<OutOfDomainException>(() => Bootstrap.Mean(values, 0.05, 100, 1));
        Assert.Throws<OutOfDomainException>(() => Bootstrap.Mean([1], 0.05, 4000, 1));
    }

    [Fact]
    public void Bootstrap_intervals_cover_a_known_mean_about_as_often_as_they_say()
    {
        RandomStream random = new(12, 1, 0);
        int covered = 0;
        for (ulong i = 0; i < 500; i++)
        {
            double[] values = [.. Enumerable.Range(0, 40).Select(_ => random.NextUniform())];
            Interval interval = Bootstrap.Mean(values, 0.1, 400, i);
            if (interval.Low <= 0.5 && 0.5 <= interval.High) covered++;
        }

        Assert.InRange(covered / 500.0, 0.84, 0.95);
    }
}
