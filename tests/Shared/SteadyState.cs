namespace Fleek.Tests;

/// <summary>
/// What a piece of work allocates once everything it needs is there. The runtime itself allocates now and then on any thread (a
/// method compiled anew, a table of types that grows), so the least of several rounds counts: what allocates by what it does,
/// allocates in every round.
/// </summary>
internal static class SteadyState
{
    private const int Rounds = 5;

    /// <summary>The fewest bytes that a round allocated on this thread.</summary>
    public static long Bytes(Action round)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Rounds && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
