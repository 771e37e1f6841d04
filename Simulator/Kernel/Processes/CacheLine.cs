using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Asks the processor for memory that is soon needed. Changes no result; does nothing where that cannot be asked.
/// </summary>
internal static unsafe class CacheLine
{
    private const int Bytes = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch<T>(ref T memory)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref memory));
    }

    /// <summary>
    /// Fetches the first lines of an object. If the collector moves it meanwhile, the hint is wasted, and no more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchObject(object? fetched, int lines)
    {
        if (!Sse.IsSupported || fetched is null) return;
        byte* start = *(byte**)Unsafe.AsPointer(ref fetched);
        for (int i = 0; i < lines; i++) Sse.Prefetch0(start + (i * Bytes));
    }
}
