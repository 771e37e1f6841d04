using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Elements as `bgpdump -m` prints them.</summary>
internal sealed class BgpdumpElements : IElementText
{
    private readonly BgpdumpText _text = new();

    public ReadOnlySpan<byte> Header => [];

    public ReadOnlySpan<byte> Lines => _text.Lines;

    public void Clear() => _text.Clear();

    public void Take(in RouteElement element, in PathAttributes attributes) => _text.Take(element, attributes);
}
