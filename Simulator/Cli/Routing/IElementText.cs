using Fleek.Core.Routing.Mrt;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Writes elements as lines of a format.</summary>
internal interface IElementText : IRouteSink
{
    /// <summary>What stands before all elements; empty for most formats.</summary>
    ReadOnlySpan<byte> Header { get; }

    /// <summary>The lines so far; <see cref="Clear"/> drops them.</summary>
    ReadOnlySpan<byte> Lines { get; }

    void Clear();
}
