using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Network.Links;

/// <summary>Delays vary: something is added to each, drawn from a law with a given mean.</summary>
internal sealed record Jitter : ILinkBehaviour
{
    private readonly JitterLaw _law;
    private readonly double _meanNs;

    /// <param name="mean">Not negative.</param>
    public Jitter(JitterLaw law, Duration mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mean.Nanoseconds);
        _law = law;
        _meanNs = mean.Nanoseconds;
    }

    public uint Purpose => StreamPurpose.LinkJitter;

    public Verdict Judge(in Transmission transmission, ref RandomStream random, ref long memory) =>
        Verdict.DeliverAfter(new Duration((long)Math.Round(_meanNs * LinkLaw.JitterInMeans(_law, ref random))));
}
