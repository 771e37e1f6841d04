using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// What a generator yields to let simulated time pass without making an event: the simulation's one mark, which means the span
/// that was named last. It can be yielded at once and nothing else.
/// </summary>
internal sealed class Pause : Event
{
    public Pause(Simulation environment)
        : base(environment) => SetOutcome(true, null);

    public override void AddCallback(Action<Event> callback) => throw NotYielded();

    public static InvalidOperationException NotYielded() =>
        new("A pause is yielded at once; take a Timeout to keep or to combine.");
}
