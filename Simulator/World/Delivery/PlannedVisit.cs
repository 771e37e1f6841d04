using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Delivery;

/// <summary>A visit that will come.</summary>
/// <param name="Place">Where its client is.</param>
/// <param name="Content">Which object, page or film it is for; 0 is the one that is wanted most.</param>
internal readonly record struct PlannedVisit(Instant At, int Place, int Content, Visit Visit);
