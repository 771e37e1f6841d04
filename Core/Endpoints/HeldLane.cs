using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>A lane as its node holds it.</summary>
/// <param name="Payer">Whose account it spends from.</param>
/// <param name="Cumulative">What its best ticket is worth.</param>
/// <param name="IsFrozen">The node serves the payer no more.</param>
public readonly record struct HeldLane(LaneKey Lane, PublicKey Payer, Credits Cumulative, bool IsFrozen);
