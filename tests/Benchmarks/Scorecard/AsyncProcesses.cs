using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks.Scorecard;

internal sealed class AsyncProcesses : HoldModel
{
    public override string Style => "async processes";

    protected override void Start() => Simulation.Process(Live(Simulation));

    private async Activity Live(Simulation simulation)
    {
        while (true) await simulation.DelayNanoseconds(NextNanoseconds());
    }
}
