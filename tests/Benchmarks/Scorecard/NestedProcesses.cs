using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks.Scorecard;

internal sealed class NestedProcesses : HoldModel
{
    public override string Style => "async processes, a call with a result for every wait";

    protected override void Start() => Simulation.Process(Live(Simulation));

    private async Activity Live(Simulation simulation)
    {
        long total = 0;
        while (true) total += await Wait(simulation);
    }

    private async Activity<long> Wait(Simulation simulation)
    {
        long nanoseconds = NextNanoseconds();
        await simulation.DelayNanoseconds(nanoseconds);
        return nanoseconds;
    }
}
