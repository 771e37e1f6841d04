using Fleek.Core.Primitives;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Replaying;

/// <summary>Events as the elements of a JSON array, a line each, written while they happen.</summary>
internal sealed class JsonArrayTrace : ITraceSink, IDisposable
{
    private readonly Terminal _terminal;
    private readonly StringWriter _line = new();
    private readonly JsonLinesTrace _lines;
    private string? _held;

    public JsonArrayTrace(Terminal terminal, Credits price)
    {
        _terminal = terminal;
        _lines = new JsonLinesTrace(_line, price);
    }

    public void Record(in TraceEvent e)
    {
        if (_held is not null) _terminal.Answer($"    {_held},");
        _lines.Record(e);
        _held = _line.ToString().TrimEnd();
        _line.GetStringBuilder().Clear();
    }

    /// <summary>Writes the last element: only now is it known that no comma follows.</summary>
    public void Finish()
    {
        if (_held is not null) _terminal.Answer($"    {_held}");
    }

    public void Dispose() => _line.Dispose();
}
