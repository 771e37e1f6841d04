using static Fleek.Sim.Kernel.Distributions;

namespace Fleek.Sim.Kernel.Samples;

/// <summary>
/// Machines make parts and break down now and then. One repairer mends them, and does other work in between, which a breakdown
/// interrupts: what was left of it is done afterwards.
/// </summary>
public sealed class MachineShop
{
    private const int Machines = 6;
    private const int Urgent = 0, Other = 1;
    private static readonly TimeSpan _week = TimeSpan.FromDays(7);
    private static readonly TimeSpan _otherJob = TimeSpan.FromMinutes(30), _repair = TimeSpan.FromMinutes(30);
    private static readonly NormalTime _part = N(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(2));
    private static readonly ExponentialTime _untilBreakdown = EXP(TimeSpan.FromHours(5));

    private readonly Simulation _env = new(randomSeed: 3);
    private readonly PreemptiveResource _repairer;
    private readonly int[] _parts = new int[Machines];
    private readonly int[] _breakdowns = new int[Machines];
    private readonly bool[] _broken = new bool[Machines];
    private int _jobs;
    private int _interruptions;

    private MachineShop() => _repairer = new PreemptiveResource(_env);

    public static void Run(TextWriter output) => new MachineShop().Simulate(output);

    private void Simulate(TextWriter output)
    {
        for (int i = 0; i < Machines; i++)
        {
            Process machine = _env.Process(MakeParts(i));
            _env.Process(BreakDown(i, machine));
        }

        _env.Process(OtherWork());
        _env.Run(4 * _week);

        output.Write("Machine shop after 4 weeks\n");
        for (int i = 0; i < Machines; i++)
            output.Write($"machine {i} made {_parts[i]} parts and broke down {_breakdowns[i]} times\n");
        output.Write($"the repairer did {_jobs} other jobs and was called away {_interruptions} times\n");
    }

    private IEnumerable<Event> MakeParts(int machine)
    {
        // A draw that is not positive is drawn again.
        BoundedTime part = POS(_part);
        while (true)
        {
            TimeSpan left = _env.Rand(part);
            while (left > TimeSpan.Zero)
            {
                DateTime start = _env.Now;
                yield return _env.Timeout(left);
                if (!_env.ActiveProcess!.HandleFault())
                {
                    left = TimeSpan.Zero;
                    continue;
                }

                left -= _env.Now - start;
                _broken[machine] = true;
                _breakdowns[machine]++;
                using PreemptiveRequest repairer = _repairer.Request(Urgent, preempt: true);
                yield return repairer;
                yield return _env.Timeout(_repair);
                _broken[machine] = false;
            }

            _parts[machine]++;
        }
    }

    private IEnumerable<Event> BreakDown(int machine, Process work)
    {
        while (true)
        {
            yield return _env.Timeout(_untilBreakdown);
            // A machine that waits for the repairer or is being mended does not break.
            if (!_broken[machine]) work.Interrupt();
        }
    }

    private IEnumerable<Event> OtherWork()
    {
        while (true)
        {
            TimeSpan left = _otherJob;
            while (left > TimeSpan.Zero)
            {
                using PreemptiveRequest repairer = _repairer.Request(Other);
                yield return repairer;
                DateTime start = _env.Now;
                yield return _env.Timeout(left);
                left -= _env.Now - start;
                if (_env.ActiveProcess!.HandleFault()) _interruptions++;
            }

            _jobs++;
        }
    }
}
