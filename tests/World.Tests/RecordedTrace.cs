using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World;

/// <summary>Keeps the events of one run as values.</summary>
internal sealed class RecordedTrace : ITraceSink
{
    private readonly List<TraceEvent> _events = [];

    public IReadOnlyList<TraceEvent> Events => _events;

    public void Record(in TraceEvent e) => _events.Add(e);

    public IEnumerable<TraceEvent> Of(TraceEventKind kind) => _events.Where(e => e.Kind == kind);
}
