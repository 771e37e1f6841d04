using Fleek.Core.Primitives;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Replaying;

/// <summary>Passes on the events that a user asked for.</summary>
/// <param name="user">Only this user's; null for all.</param>
/// <param name="node">Only those that name this node; null for all.</param>
internal sealed class TraceFilter(Instant from, int? user, int? node, IReadOnlyList<ITraceSink> sinks) : ITraceSink
{
    /// <summary>Events passed on.</summary>
    public long Shown { get; private set; }

    public void Record(in TraceEvent e)
    {
        if (e.At < from || (user is { } u && e.User.Value != u) || (node is { } n && e.Node?.Value != n)) return;
        Shown++;
        foreach (ITraceSink sink in sinks) sink.Record(e);
    }
}
