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

    /// <summary>Effects so far.</summary>
    public long Effects { get; private set; }

    /// <summary>For tests: the effect at this ordinal is hashed and recorded with one base unit more than it has.</summary>
    internal long TamperAt { get; init; } = -1;

    /// <summary>For tests: users are registered from the last to the first.</summary>
    internal bool RegisterBackwards { get; init; }

    internal void Fold(ref TraceHash hash, Instant at, EntityId actor, in Effect effect)
    {
        Effect seen = Effects == TamperAt
            ? effect with { Message = effect.Message with { Amount = effect.Message.Amount + new Credits(1) } }
            : effect;
        EffectHash.Add(ref hash, at, actor, seen);
        Ladder?.Add(hash.Value);
        ActorKind kind = actor.Kind == EntityKind.Node ? ActorKind.Node : ActorKind.User;
        Recorder?.Add(new TracedEffect(Effects, at, kind, actor.Index, seen));
        Effects++;
    }
}
