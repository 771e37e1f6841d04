using System.Numerics;
using Fleek.Sim.World.Network.Bandwidth;

namespace Fleek.Tests.World.Network.Bandwidth;

/// <summary>A flow of a <see cref="Mirror"/>.</summary>
internal sealed class MirrorFlow(FlowId id, SlowFlow shape, BigInteger nanobits)
{
    public FlowId Id { get; } = id;

    public SlowFlow Shape { get; } = shape;

    public BigInteger Amount { get; } = nanobits;

    public bool Finite => !Amount.IsZero;

    /// <summary>What is left; below zero by what its last nanosecond had room for, or by all it took if it is elastic.</summary>
    public BigInteger ToGo { get; set; } = nanobits;

    public BigInteger Done => Finite ? Amount - BigInteger.Max(ToGo, 0) : -ToGo;
}
