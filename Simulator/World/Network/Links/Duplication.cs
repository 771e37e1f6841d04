using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>Some transmissions arrive twice.</summary>
internal sealed record Duplication : ILinkBehaviour
{
    private readonly double _rate;
    private readonly Duration _after;

    /// <param name="rate">Chance of a copy, 0 to 1.</param>
    /// <param name="after">How far the copy is behind; not negative.</param>
    public Duplication(double rate, Duration after)
    {
        Chance.Check(rate, nameof(rate));
        ArgumentOutOfRangeException.ThrowIfNegative(after.Nanoseconds);
        (_rate, _after) = (rate, after);
    }

    public uint Purpose => StreamPurpose.LinkDuplicate;

    public Verdict Judge(in Transmission transmission, ref RandomStream random, ref long memory) =>
        random.NextUniform() < _rate ? Verdict.DuplicateAfter(_after) : Verdict.Pass;
}
