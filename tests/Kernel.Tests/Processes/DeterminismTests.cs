using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel.Processes;

/// <summary>A model with everything in it, traced: the same seed gives the same trace, in either style of process.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void The_same_seed_gives_the_same_trace_and_another_seed_another()
    {
        ulong first = new Workshop(1).Trace();
        Assert.Equal(first, new Workshop(1).Trace());
        Assert.NotEqual(first, new Workshop(2).Trace());
    }

    [Fact]
    public void The_trace_of_a_fixed_seed_is_a_literal() => Assert.Equal(LiteralTrace, new Workshop(20).Trace());

    [Fact]
    public async Task Runs_on_several_threads_at_once_do_not_touch_one_another()
    {
        ulong alone = new Workshop(20).Trace();
        ulong[] together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new Workshop(20).Trace())));
        Assert.All(together, t => Assert.Equal(alone, t));
    }

    private const ulong LiteralTrace = 2749215446201191340;

    /// <summary>Machines that work and break down, and repairs, at times that often coincide.</summary>
    private sealed class Workshop(int seed)
    {
        private readonly Simulation _sim = new(seed);
        private RandomStream _random = new((ulong)seed, 1, 1);
        private TraceHash _trace;

        public ulong Trace()
        {
            for (int i = 0; i < 20; i++)
            {
                Process machine = i % 2 == 0 ? _sim.Process(Generator(i)) : _sim.Process(Async(i));
                _sim.Process(Breaks(machine));
            }

            _sim.RunD(5_000);
            return _trace.Value;
        }

        private IEnumerable<Event> Generator(int number)
        {
            while (true)
            {
                yield return Draw(2) == 0 ? _sim.TimeoutD(Draw(5)) : _sim.PauseD(Draw(5));
                bool fault = _sim.ActiveProcess!.HandleFault();
                Note(number, fault);
                if (fault) yield return _sim.TimeoutD(3) & _sim.TimeoutD(Draw(6));
                if (_sim.ActiveProcess.HandleFault()) Note(number, true);
            }
        }

        private async Activity Async(int number)
        {
            while (true)
            {
                bool fault = false;
                try
                {
                    await _sim.DelayD(Draw(5));
                }
                catch (InterruptException)
                {
                    fault = true;
                }

                Note(number, fault);
                try
                {
                    if (fault) await Repair();
                }
                catch (InterruptException)
                {
                    Note(number, true);
                }
            }
        }

        private async Activity Repair() => await (_sim.TimeoutD(3) | _sim.TimeoutD(Draw(6)));

        private IEnumerable<Event> Breaks(Process machine)
        {
            while (true)
            {
                yield return _sim.TimeoutD(1 + Draw(30));
                machine.Interrupt();
            }
        }

        private int Draw(int below) => (int)(_random.NextBits() % (ulong)below);

        private void Note(int number, bool fault)
        {
            _trace.Add(_sim.NowNanoseconds);
            _trace.Add(fault ? -number - 1L : number);
        }
    }
}
