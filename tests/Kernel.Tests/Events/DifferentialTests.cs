using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

/// <summary>
/// The queue beside the framework's own heap with the same total order: one sequence of pushes and pops, event by event.
/// FLEEK_SIM_LONG=1 runs twenty-five times as long.
/// </summary>
public sealed class DifferentialTests
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 10_000_000 : 400_000;

    [Theory]
    [InlineData("exponential", 1_000)]
    [InlineData("exponential", 100_000)]
    [InlineData("constant", 5_000)]
    [InlineData("bimodal", 5_000)]
    [InlineData("grid", 5_000)]
    [InlineData("none", 1_000)]
    [InlineData("bursts", 20_000)]
    public void The_queue_agrees_with_a_priority_queue(string delays, int pending)
    {
        EventQueue queue = new();
        PriorityQueue<EventNotice, (long, ulong, long)> reference = new();
        RandomStream random = new(9, 1, pending);
        long sequence = 0, now = 0, popped = 0;
        for (int round = 0; round < Rounds || reference.Count > 0; round++)
        {
            // The population swings around its size, and drains at the end.
            int target = round >= Rounds ? 0 : pending / 2 + (round / 8 % 2 == 0 ? pending : 0);
            for (int births = reference.Count < target ? 2 : 0; births > 0; births--)
            {
                EventNotice e = new(now + Delay(delays, ref random), (ulong)random.NextBelow(4), sequence++, (int)(sequence & 0xFFFF));
                queue.Push(e);
                reference.Enqueue(e, (e.Time, e.Key, e.Sequence));
            }

            if (reference.Count == 0) continue;
            EventNotice expected = reference.Dequeue();
            Assert.True(queue.TryPop(out EventNotice seen));
            if (seen != expected) Assert.Fail($"pop {popped}: {seen}, but {expected}");
            now = seen.Time;
            popped++;
        }

        Assert.Equal((0, sequence), (queue.Count, popped));
    }

    private static long Delay(string law, ref RandomStream random) => law switch
    {
        "exponential" => (long)(random.NextExponential() * 1e6),
        "constant" => 1_000_000,
        "bimodal" => random.NextBelow(2) == 0 ? 1000 + random.NextBelow(10) : 1_000_000_000,
        "grid" => 1_000_000 * random.NextBelow(20),
        "none" => 0,
        _ => random.NextBelow(50) == 0 ? random.NextBelow(1_000_000) : 0,
    };
}
