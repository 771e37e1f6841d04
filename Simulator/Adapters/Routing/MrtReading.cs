using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Files;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>How the reading of a dump went.</summary>
/// <param name="Statistics">What was read, and what was skipped.</param>
/// <param name="Format">How the file is packed.</param>
/// <param name="Bytes">Length of what was unpacked.</param>
/// <param name="Warning">Why the end of the file could not be read; null if it could.</param>
public sealed record MrtReading(MrtStatistics Statistics, PackedFormat Format, long Bytes, string? Warning)
{
    /// <summary>The file is cut or damaged; all before that was read.</summary>
    public bool IsTorn => Warning is not null;
}
