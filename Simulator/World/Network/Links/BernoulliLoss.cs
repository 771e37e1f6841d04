using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>Each transmission is lost with the same chance, whatever became of the others.</summary>
internal sealed record BernoulliLoss : ILinkBehaviour
{
    private readonly double _rate;

    /// <param name="rate">Chance of loss, 0 to 1.</param>
    public BernoulliLoss(double rate)
    {
        Chance.Check(rate, nameof(rate));
        _rate = rate;
    }

    public uint Purpose => StreamPurpose.LinkLoss;

    public Verdict Judge(in Transmission transmission, ref RandomStream random, ref long memory) =>
        random.NextUniform() < _rate ? Verdict.Drop : Verdict.Pass;
}
