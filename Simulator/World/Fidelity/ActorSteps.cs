using Fleek.Core.Actors;
using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.World.Fidelity;

/// <summary>What the actor inside an endpoint was told and asked for since this was cleared.</summary>
internal sealed class ActorSteps : IActorObserver
{
    private readonly List<Effect> _effects = [];
    private readonly List<Message> _told = [];

    public IReadOnlyList<Effect> Effects => _effects;

    /// <summary>The messages among the inputs, in order.</summary>
    public IReadOnlyList<Message> Told => _told;

    /// <summary>The earliest deadline that a step returned.</summary>
    public Instant Deadline { get; private set; } = Instant.Never;

    public void Stepped(in Input input, ReadOnlySpan<Effect> effects, Instant deadline)
    {
        if (input.Kind == InputKind.Message) _told.Add(input.Message);
        foreach (ref readonly Effect effect in effects) _effects.Add(effect);
        Deadline = Instant.Min(Deadline, deadline);
    }

    public void Clear()
    {
        _effects.Clear();
        _told.Clear();
        Deadline = Instant.Never;
    }
}
