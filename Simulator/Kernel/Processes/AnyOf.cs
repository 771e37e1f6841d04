using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>An event that happens once one of its events has; at once if there are none.</summary>
public class AnyOf : Condition
{
    public AnyOf(Simulation environment, params Event[] events)
        : base(environment, events)
    {
    }

    public AnyOf(Simulation environment, IEnumerable<Event> events)
        : base(environment, events)
    {
    }

    protected override bool Evaluate() => FiredEvents.Count > 0 || Events.Count == 0;
}
