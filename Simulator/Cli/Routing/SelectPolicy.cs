namespace Fleek.Sim.Cli.Routing;

/// <summary>A policy of <c>routes select</c>.</summary>
/// <param name="Word">Its name on the command line.</param>
/// <param name="Unit">What its scores are.</param>
/// <param name="Needs">What it cannot do without: a flag or a column, or empty.</param>
internal sealed record SelectPolicy(string Word, string Unit, string Needs)
{
    private const string Measured = "a column `rtt` in --nodes", Graph = "--relationships";

    /// <summary>In the order in which all are shown.</summary>
    public static IReadOnlyList<SelectPolicy> All { get; } =
    [
        new("random", "draw", ""), new("geo-nearest", "km", ""), new("gateway", "place", ""), new("fewest-hops", "hops", Graph),
        new("anycast", "km", Graph), new("distance", "ms", ""), new("bgp-aware", "ms", ""), new("bgp-aware+probes", "ms", Measured),
        new("oracle", "ms", Measured),
    ];
}
