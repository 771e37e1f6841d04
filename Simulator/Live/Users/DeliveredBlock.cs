using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Users;

/// <summary>What was delivered.</summary>
/// <param name="Unit">Of its session.</param>
/// <param name="At">When it was verified.</param>
public readonly record struct DeliveredBlock(Hash256 Content, long Block, long Unit, Instant At);
