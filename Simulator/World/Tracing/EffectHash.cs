using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Kernel;

namespace Fleek.Sim.World.Tracing;

/// <summary>How an effect enters the trace hash: time, actor and every field. Another order or width makes stored hashes stale.</summary>
internal static class EffectHash
{
    public static void Add(ref TraceHash hash, Instant at, EntityId actor, in Effect effect)
    {
        Message m = effect.Message;
        hash.Add(at.Nanoseconds);
        hash.Add(((ulong)(uint)actor.Value << 32) | ((ulong)effect.Kind << 16) | ((ulong)m.Kind << 8) | (byte)m.Reason);
        hash.Add(((ulong)(uint)m.User.Value << 32) | (uint)m.Node.Value);
        hash.Add(m.Number);
        hash.Add(m.Amount.Units);
    }
}
