using Fleek.Core.Primitives;
using Fleek.Core.Routing.Selection;

namespace Core.Tests.Routing.Selection;

public sealed class VivaldiTests
{
    private const int Points = 60, Rounds = 400, Neighbours = 16;

    [Fact]
    public void Round_trips_of_points_on_a_plane_are_recovered()
    {
        (double median, double worstError) = Converge(heights: false, trueHeights: false);
        Assert.True(median < 0.01, $"median relative error {median}");
        Assert.True(worstError < 0.1, $"worst own estimate {worstError}");
    }

    [Fact]
    public void Access_lines_are_recovered_as_heights()
    {
        Assert.True(Converge(heights: true, trueHeights: true).Median < 0.03);
        // Without heights no plane fits lines that are added at both ends.
        Assert.True(Converge(heights: false, trueHeights: true).Median > 0.06);
    }

    [Fact]
    public void Two_points_end_at_the_distance_that_they_measure()
    {
        VivaldiSpace space = new(2, 1, heights: false);
        for (int i = 0; i < 200; i++)
        {
            space.Update(0, 1, 40);
            space.Update(1, 0, 40);
        }

        Assert.Equal(40, space.RttMs(0, 1), 6);
        Assert.Equal(0, space.RttMs(1, 1));
    }

    [Fact]
    public void The_first_step_is_the_one_of_the_paper()
    {
        VivaldiSpace space = new(3, 1, heights: false);
        space.Update(0, 1, 40);
        // Both errors are 1: the weight is a half, the step an eighth of 40 ms; the sample's error is 1 and leaves the error.
        Assert.Equal(5, space.RttMs(0, 1), 9);
        Assert.Equal(1, space.ErrorOf(0), 9);
        space.Update(0, 1, 10);
        Assert.Equal(5 + (0.125 * 5), space.RttMs(0, 1), 9);
        Assert.Equal((0.5 * 0.125) + 0.875, space.ErrorOf(0), 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_round_trip_is_refused(double rttMs) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new VivaldiSpace(2, 1).Update(0, 1, rttMs));

    private static (double Median, double WorstError) Converge(bool heights, bool trueHeights)
    {
        RandomStream random = new(11, 1, 0);
        (double X, double Y, double H)[] truth = new (double, double, double)[Points];
        for (int i = 0; i < Points; i++)
            truth[i] = (200 * random.NextUniform(), 100 * random.NextUniform(), trueHeights ? 5 + (25 * random.NextUniform()) : 0);
        double Rtt(int a, int b)
        {
            double x = truth[a].X - truth[b].X, y = truth[a].Y - truth[b].Y;
            return Math.Sqrt((x * x) + (y * y)) + truth[a].H + truth[b].H;
        }

        VivaldiSpace space = new(Points, 5, heights);
        for (int step = 0; step < Rounds * Neighbours; step++)
            for (int from = 0; from < Points; from++)
            {
                int to = (int)random.NextBelow(Points);
                if (to != from) space.Update(from, to, Rtt(from, to));
            }

        List<double> errors = [];
        for (int a = 0; a < Points; a++)
            for (int b = a + 1; b < Points; b++) errors.Add(Math.Abs(space.RttMs(a, b) - Rtt(a, b)) / Rtt(a, b));
        errors.Sort();
        return (errors[errors.Count / 2], Enumerable.Range(0, Points).Max(space.ErrorOf));
    }
}
