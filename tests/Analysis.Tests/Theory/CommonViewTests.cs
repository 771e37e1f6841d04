using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Tests.Theory;

public sealed class CommonViewTests
{
    [Theory]
    [InlineData(20, 30, 0.0134747, 0.0321239)]
    [InlineData(100, 130, 0.00170684, 0.00632006)]
    public void Poisson_overshoot_has_its_known_numbers(double mu, double reserve, double rate, double overshoot)
    {
        Assert.Equal(rate, CommonView.NegativeRate(mu, reserve), 5e-8);
        Assert.Equal(overshoot, CommonView.ExpectedOvershoot(mu, reserve), 5e-8);
    }

    [Theory]
    [InlineData(1000, 30, 30)]
    [InlineData(1000, 30.5, 30)]
    [InlineData(1000.5, 30, 29.5)]
    public void The_reserve_counts_whole_chunks_served(double balance, double freeze, double reserve) =>
        Assert.Equal(reserve, CommonView.Reserve(balance, freeze));
}
