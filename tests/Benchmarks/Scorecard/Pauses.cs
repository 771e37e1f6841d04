using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks.Scorecard;

internal sealed class Pauses : HoldModel
{
    public override string Style => "generators with pauses";

    protected override void Start() => Simulation.Process(Live(Simulation));

    private IEnumerable<Event> Live(Simulation simulation)
    {
        while (true) yield return simulation.PauseNanoseconds(NextNanoseconds());
    }
}
