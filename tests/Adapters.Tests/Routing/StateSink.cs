using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Adapters.Tests.Routing;

/// <summary>The different states that sessions left.</summary>
internal sealed class StateSink : IRouteSink
{
    public HashSet<int> OldStates { get; } = [];

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        if (element.Kind == RouteKind.State) OldStates.Add(element.OldState);
    }
}
