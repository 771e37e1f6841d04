using System;

namespace Fleek.Core.Routing.Mrt;

/// <summary>Hands on the elements that a filter takes.</summary>
public sealed class FilteredSink : IRouteSink
{
    private readonly RouteFilter _filter;
    private readonly IRouteSink _sink;

    public FilteredSink(RouteFilter filter, IRouteSink sink)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(sink);
        (_filter, _sink) = (filter, sink);
    }

    /// <summary>Elements that were handed on.</summary>
    public long Taken { get; private set; }

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        if (!_filter.Takes(element, attributes)) return;
        Taken++;
        _sink.Take(element, attributes);
    }
}
