using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Elements as lines of the answer, given away now and then.</summary>
internal sealed class ElementOutput : IRouteSink
{
    private const int FlushBytes = 1 << 16;

    private readonly Terminal _terminal;
    private readonly IElementText _text;

    public ElementOutput(Terminal terminal, IElementText text)
    {
        (_terminal, _text) = (terminal, text);
        if (!text.Header.IsEmpty) terminal.AnswerBytes(text.Header);
    }

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        _text.Take(element, attributes);
        if (_text.Lines.Length > FlushBytes) Flush();
    }

    public void Flush()
    {
        if (!_text.Lines.IsEmpty) _terminal.AnswerBytes(_text.Lines);
        _text.Clear();
    }
}
