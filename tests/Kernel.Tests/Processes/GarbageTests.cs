using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel.Processes;

/// <summary>What processes allocate once everything has grown to its size.</summary>
public sealed class GarbageTests
{
    private const int Processes = 1_000;
    private const int Events = 200_000;

    [Fact]
    public void A_wait_of_an_activity_allocates_nothing() => Assert.Equal(0, BytesPerEvent(sim => sim.Process(Delays(sim))));

    [Fact]
    public void A_call_of_an_activity_with_a_result_allocates_nothing() =>
        Assert.Equal(0, BytesPerEvent(sim => sim.Process(Calls(sim))));

    [Fact]
    public void A_pause_of_a_generator_allocates_nothing() => Assert.Equal(0, BytesPerEvent(sim => sim.Process(Pauses(sim))));

    [Fact]
    public void A_timeout_of_a_generator_is_one_small_object() =>
        Assert.InRange(BytesPerEvent(sim => sim.Process(Timeouts(sim))), 1, 48);

    [Fact]
    public void A_timeout_awaited_by_an_activity_is_one_small_object() =>
        Assert.InRange(BytesPerEvent(sim => sim.Process(Awaits(sim))), 1, 48);

    private static double BytesPerEvent(Action<Simulation> start)
    {
        Simulation sim = new();
        for (int i = 0; i < Processes; i++) start(sim);
        Step(sim);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Step(sim);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Events;
    }

    private static void Step(Simulation sim)
    {
        for (int i = 0; i < Events; i++) sim.Step();
    }

    private static async Activity Delays(Simulation sim)
    {
        for (long i = 0; ; i++) await sim.DelayNanoseconds(i % 17);
    }

    private static async Activity Calls(Simulation sim)
    {
        long total = 0;
        while (true) total += await Call(sim);
    }

    private static async Activity<int> Call(Simulation sim)
    {
        await sim.DelayNanoseconds(5);
        return 5;
    }

    private static async Activity Awaits(Simulation sim)
    {
        for (long i = 0; ; i++) await sim.TimeoutNanoseconds(i % 17);
    }

    private static IEnumerable<Event> Pauses(Simulation sim)
    {
        for (long i = 0; ; i++) yield return sim.PauseNanoseconds(i % 17);
    }

    private static IEnumerable<Event> Timeouts(Simulation sim)
    {
        for (long i = 0; ; i++) yield return sim.TimeoutNanoseconds(i % 17);
    }
}
