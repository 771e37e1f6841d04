using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks.Scorecard;

internal sealed class Callbacks : HoldModel
{
    private readonly Action<Event> _again;

    public Callbacks() => _again = _ => Start();

    public override string Style => "callbacks on timeouts";

    protected override void Start() => Simulation.TimeoutNanoseconds(NextNanoseconds()).AddCallback(_again);
}
