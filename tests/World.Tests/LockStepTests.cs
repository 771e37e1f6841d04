using Fleek.Scenarios.Measuring;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

public sealed class LockStepTests
{
    [Theory]
    [InlineData(1000, 100, 10, 20, 5, -40)]
    [InlineData(924, 100, 10, 20, 5, -116)]
    [InlineData(1000, 225, 10, 20, 5, 160)]
    [InlineData(1000, 100, 10, 1, 5, 60)]
    [InlineData(10000, 500, 16, 50, 25, 16)]
    [InlineData(1000, 0, 2, 20, 5, -8)]
    [InlineData(1000, 100, 1, 20, 5, 100)]
    [InlineData(100, 100, 3, 7, 1, 100)]
    public void The_published_vectors_come_out_exactly(long balance, long freeze, int k, long threshold, long lag, long final)
    {
        RunResult result = CellRunner.Run(Worlds.LockStep(balance, freeze, k, threshold, lag), 1, WorldInputs.None);
        Assert.Equal(final, result.Measures[Measures.FinalBalance].Value);
    }
}
