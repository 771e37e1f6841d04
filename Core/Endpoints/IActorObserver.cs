using System;
using Fleek.Core.Actors;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>
/// Sees each step of the actor inside an endpoint: for a driver that holds what frames led to beside what messages lead to. It only
/// looks, and must not call the endpoint.
/// </summary>
public interface IActorObserver
{
    /// <param name="input">What the endpoint told its actor.</param>
    /// <param name="effects">What the actor asked for, in order; valid during the call.</param>
    /// <param name="deadline">When the account wants to be woken at the latest.</param>
    void Stepped(in Input input, ReadOnlySpan<Effect> effects, Instant deadline);
}
