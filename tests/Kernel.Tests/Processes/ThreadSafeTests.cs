using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel.Processes;

public sealed class ThreadSafeTests
{
    [Fact]
    public async Task No_event_of_other_threads_is_lost_while_the_simulation_runs()
    {
        const int each = 2_000;
        ThreadSafeSimulation sim = new();
        long seen = 0;
        Event done = new(sim);
        IEnumerable<Event> Clock()
        {
            while (!done.IsTriggered) yield return sim.TimeoutNanoseconds(1);
        }

        void Send()
        {
            for (int i = 0; i < each; i++)
            {
                Event sent = new(sim);
                sent.AddCallback(_ =>
                {
                    if (++seen == 3 * each) done.Succeed(seen);
                });
                sent.Succeed();
            }
        }

        _ = sim.Process(Clock());
        Task<object?> run = sim.RunAsync(done);
        await Task.WhenAll(Task.Run(Send), Task.Run(Send), Task.Run(Send));
        Assert.Equal(3L * each, await run.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_threads_cannot_run_one_simulation()
    {
        ThreadSafeSimulation sim = new();
        using ManualResetEventSlim running = new(), finish = new();
        sim.TimeoutD(1).AddCallback(_ =>
        {
            running.Set();
            finish.Wait();
        });
        Task<object?> run = sim.RunAsync();
        running.Wait(TestContext.Current.CancellationToken);
        Assert.Throws<InvalidOperationException>(() => sim.Run());
        finish.Set();
        await run;
    }

    [Fact]
    public void On_one_thread_it_does_what_a_plain_simulation_does()
    {
        Assert.Equal(Trace(new Simulation(5)), Trace(new ThreadSafeSimulation(5)));
    }

    private static List<string> Trace(Simulation sim)
    {
        List<string> trace = [];
        PcgRandom random = new(3);
        IEnumerable<Event> Walk(int name)
        {
            for (int i = 0; i < 20; i++)
            {
                yield return sim.TimeoutNanoseconds(random.Next(3), random.Next(3) - 1);
                trace.Add($"{sim.NowNanoseconds} {name}");
            }
        }

        for (int i = 0; i < 10; i++) sim.Process(Walk(i));
        sim.Run();
        return trace;
    }
}
