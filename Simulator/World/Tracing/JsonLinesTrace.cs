using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Tracing;

/// <summary>
/// Writes a trace as JSON lines: t_s (seconds), event, user, node, chunk, amount_units (base units, 10^12 to a credit) and
/// amount_chunks (chunk prices); a field that means nothing for an event is left out.
/// </summary>
public sealed class JsonLinesTrace(TextWriter writer, Credits price) : ITraceSink
{
    public void Record(in TraceEvent e)
    {
        writer.Write($"{{\"t_s\":{Seconds(e.At)},\"event\":\"{TraceEventNames.Of(e.Kind)}\",\"user\":{e.User.Value}");
        if (e.Node is { } node) writer.Write($",\"node\":{node.Value}");
        if (e.Number > 0) writer.Write($",\"chunk\":{e.Number}");
        if (TraceEventNames.HasAmount(e.Kind))
            writer.Write($",\"amount_units\":{e.Amount.Units},\"amount_chunks\":{(decimal)e.Amount.Units / price.Units}");
        writer.Write("}\n");
    }

    private static decimal Seconds(Instant at) => at.Nanoseconds / 1_000_000_000m;
}
