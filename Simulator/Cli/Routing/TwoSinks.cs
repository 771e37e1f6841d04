using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Sim.Cli.Routing;

/// <summary>One reading for two sinks.</summary>
internal sealed class TwoSinks(IRouteSink one, IRouteSink other) : IRouteSink
{
    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        one.Take(element, attributes);
        other.Take(element, attributes);
    }
}
