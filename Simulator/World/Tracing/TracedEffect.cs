using Fleek.Core.Actors;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Tracing;

/// <summary>Whose effect it is.</summary>
public enum ActorKind
{
    Node,
    User,
}

/// <summary>One effect of one actor, with all that the trace hash takes in of it.</summary>
/// <param name="Ordinal">Place among all effects of the run, counted from 0.</param>
/// <param name="ActorId">The node's or user's id.</param>
public readonly record struct TracedEffect(long Ordinal, Instant At, ActorKind Actor, int ActorId, Effect Effect);

/// <summary>Effects of a run by their ordinals: all from <paramref name="From"/> and before <paramref name="To"/>.</summary>
public readonly record struct EffectInterval(long From, long To);
