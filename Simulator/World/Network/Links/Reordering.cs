using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>Some transmissions take a longer way, so that later ones overtake them.</summary>
internal sealed record Reordering : ILinkBehaviour
{
    private readonly double _rate;
    private readonly Duration _detour;

    /// <param name="rate">Chance of the longer way, 0 to 1.</param>
    /// <param name="detour">How much longer; not negative.</param>
    public Reordering(double rate, Duration detour)
    {
        Chance.Check(rate, nameof(rate));
        ArgumentOutOfRangeException.ThrowIfNegative(detour.Nanoseconds);
        (_rate, _detour) = (rate, detour);
    }

    public uint Purpose => StreamPurpose.LinkReorder;

    public Verdict Judge(in Transmission transmission, ref RandomStream random, ref long memory) =>
        random.NextUniform() < _rate ? Verdict.DeliverAfter(_detour) : Verdict.Pass;
}
