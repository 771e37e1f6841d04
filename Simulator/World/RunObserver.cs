using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Sim.Kernel;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.World;

/// <summary>What to keep of one run, beside its result. Watching changes nothing: hash, measures and trace stay what they are.</summary>
public sealed class RunObserver
{
    public ITraceSink? Trace { get; init; }

    public TraceLadder? Ladder { get; init; }

    public EffectRecorder? Recorder { get; init; }

    public DecisionTrail? Decisions { get; init; }

    private TraceHash _hash;

    /// <summary>Effects so far.</summary>
    public long Effects { get; private set; }

    /// <summary>For tests: the effect at this ordinal is hashed and recorded with one base unit more than it has.</summary>
    internal long TamperAt { get; init; } = -1;

    /// <summary>For tests: users are registered from the last to the first.</summary>
    internal bool RegisterBackwards { get; init; }

    /// <summary>Takes note of a step of a study, which has a hash and no messages.</summary>
    internal void See(ulong hash)
    {
        Ladder?.Add(hash);
        Effects++;
    }

    /// <summary>Takes note of an effect, and returns it.</summary>
    internal Effect See(Instant at, EntityKind actor, in Effect effect)
    {
        Effect seen = Effects == TamperAt
            ? new Effect(effect.Kind, effect.Message with { Amount = effect.Message.Amount + new Credits(1) })
            : effect;
        EffectHash.Add(ref _hash, at, actor, seen);
        Ladder?.Add(_hash.Value);
        (ActorKind kind, int id) = actor == EntityKind.Node
            ? (ActorKind.Node, seen.Message.Node.Value)
            : (ActorKind.User, seen.Message.User.Value);
        Recorder?.Add(new TracedEffect(Effects, at, kind, id, seen));
        if (seen.Kind is EffectKind.Submit or EffectKind.Froze or EffectKind.Refused)
            Decisions?.Add(at, actor, new TracedEffect(Effects, at, kind, id, seen));
        Effects++;
        return seen;
    }
}
