using System.Runtime.CompilerServices;
using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Kernel;

namespace Fleek.Sim.World.Tracing;

/// <summary>How an effect enters the trace hash: time, actor and every field. Another order or width makes stored hashes stale.</summary>
internal static class EffectHash
{
    /// <param name="actor">Node or user; the message names both, and so which.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref TraceHash hash, Instant at, EntityKind actor, in Effect effect)
    {
        ref readonly Message m = ref effect.Message;
        unchecked
        {
            ulong lane = ((ulong)(uint)m.User.Value << 36) | ((ulong)(uint)m.Node.Value << 12);
            uint what = ((uint)actor << 11) | ((uint)effect.Kind << 7) | ((uint)m.Kind << 3) | (uint)m.Reason;
            hash.Add(at.Nanoseconds, lane ^ what, m.Number, m.Amount.Units);
        }
    }
}
