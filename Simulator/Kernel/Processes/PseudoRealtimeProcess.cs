using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>A process that sets its simulation to real time whenever it goes on.</summary>
public class PseudoRealtimeProcess : Process
{
    /// <param name="generator">What the process does.</param>
    /// <param name="priority">Order among what starts now: the smaller, the earlier.</param>
    /// <param name="realtimeScale">Seconds of model time in a second on the wall; above 0.</param>
    public PseudoRealtimeProcess(
        PseudoRealtimeSimulation environment,
        IEnumerable<Event> generator,
        int priority = 0,
        double realtimeScale = PseudoRealtimeSimulation.DefaultRealtimeScale)
        : base(environment, generator, priority) => RealtimeScale = realtimeScale;

    /// <summary>Seconds of model time in a second on the wall.</summary>
    public double RealtimeScale { get; set; }

    /// <summary>The simulation that the process belongs to.</summary>
    public new PseudoRealtimeSimulation Environment => (PseudoRealtimeSimulation)base.Environment;

    protected override void Resume(Event @event)
    {
        Environment.SetRealtime(RealtimeScale);
        base.Resume(@event);
    }
}
