using Fleek.Core.Primitives;

namespace Fleek.Sim.Cli.Replaying;

/// <summary>What of a run is wanted.</summary>
/// <param name="From">Earlier events are not shown.</param>
/// <param name="Until">The run stops before everything due at it; never for the whole run.</param>
/// <param name="User">Only this user's events; null for all.</param>
/// <param name="Node">Only events that name this node; null for all.</param>
/// <param name="TracePath">A file for JSON lines, <c>-</c> for standard output, or null for none.</param>
internal sealed record ReplayOrder(Instant From, Instant Until, int? User, int? Node, string? TracePath)
{
    /// <summary>The path that means standard output.</summary>
    public const string StandardOutput = "-";
}
