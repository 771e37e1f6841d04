using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>A flow whose last bit has been transferred.</summary>
/// <param name="At">The first whole nanosecond at which all of its bits were.</param>
public readonly record struct FinishedFlow(FlowId Flow, Instant At);
