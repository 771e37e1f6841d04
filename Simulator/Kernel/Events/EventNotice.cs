using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Something due at a time, as a 32-byte value. Events run in the order (time, key, sequence), which depends neither on how many
/// events are pending nor on events of unrelated origins.
/// </summary>
/// <param name="Time">Nanoseconds since the start; not negative.</param>
/// <param name="Key">Order among events of one time. 0 for all is plain FIFO by sequence.</param>
/// <param name="Sequence">Order among events of one time and key; counted per origin where keys name origins.</param>
/// <param name="Handle">The scheduler's own reference to what is to happen.</param>
public readonly record struct EventNotice(long Time, ulong Key, long Sequence, int Handle)
{
    /// <summary>Whether this event runs before another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBefore(in EventNotice other)
    {
        if (Time != other.Time) return Time < other.Time;
        return Key != other.Key ? Key < other.Key : Sequence < other.Sequence;
    }

    /// <summary>
    /// Copies field by field. An event just made was written so, and a processor reads what it has just written at once only where both
    /// are of one width: the vector that the runtime would copy by waits some 5 ns for the fields to reach the cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy(in EventNotice from, out EventNotice to) => to = new(from.Time, from.Key, from.Sequence, from.Handle);
}
