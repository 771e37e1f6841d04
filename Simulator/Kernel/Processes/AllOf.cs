using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>An event that happens once all of its events have; at once if there are none.</summary>
public class AllOf : Condition
{
    public AllOf(Simulation environment, params Event[] events)
        : base(environment, events)
    {
    }

    public AllOf(Simulation environment, IEnumerable<Event> events)
        : base(environment, events)
    {
    }

    protected override bool Evaluate() => FiredEvents.Count == Events.Count;
}
