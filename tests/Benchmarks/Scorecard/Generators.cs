using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks.Scorecard;

internal sealed class Generators : HoldModel
{
    public override string Style => "generators with timeouts";

    protected override void Start() => Simulation.Process(Live(Simulation));

    private IEnumerable<Event> Live(Simulation simulation)
    {
        while (true) yield return simulation.TimeoutNanoseconds(NextNanoseconds());
    }
}
