namespace Fleek.Sim.World.Internet;

/// <summary>
/// What a synthetic Internet is made by. The values were chosen by comparing the generated statistics with real ones, which
/// docs/routing.md tabulates, before any way to select nodes was run on it, and are not changed since.
/// </summary>
public sealed record InternetParameters
{
    public static InternetParameters Calibrated { get; } = new();

    /// <summary>Systems that pay nobody: one in so many, within bounds.</summary>
    public int SystemsPerClique { get; init; } = 150;

    public int LeastClique { get; init; } = 5;

    public int MostClique { get; init; } = 19;

    /// <summary>Shares of the other kinds; the rest are stubs.</summary>
    public double TransitShare { get; init; } = 0.09;

    public double AccessShare { get; init; } = 0.2;

    public double ContentShare { get; init; } = 0.05;

    /// <summary>Share of systems that are run by an organisation that has another one.</summary>
    public double SisterShare { get; init; } = 0.08;

    /// <summary>Exponent of a city's people in the number of systems at home there.</summary>
    public double HomeExponent { get; init; } = 0.75;

    /// <summary>Mean of what a system that buys transit buys beyond its first provider, by kind.</summary>
    public double MoreProvidersTransit { get; init; } = 3.2;

    public double MoreProvidersAccess { get; init; } = 1.3;

    public double MoreProvidersContent { get; init; } = 1.6;

    public double MoreProvidersStub { get; init; } = 0.65;

    /// <summary>Chances that a system of the clique has as a provider where it has no customer yet; other sellers have one.</summary>
    public int CliqueChances { get; init; } = 8;

    public int MostProviders { get; init; } = 40;

    /// <summary>Share of the networks of households that sell transit to offices near them.</summary>
    public double AccessSellsShare { get; init; } = 0.5;

    /// <summary>Share of the cities in which provider and customer both are where they also hand over, beside the customer's home.</summary>
    public double HandoverShare { get; init; } = 0.9;

    /// <summary>Shares of providers that are sought in the system's own country, and in its region.</summary>
    public double ProviderInCountry { get; init; } = 0.85;

    public double ProviderInRegion { get; init; } = 0.11;

    /// <summary>The same of those that sell transit themselves.</summary>
    public double TransitInCountry { get; init; } = 0.78;

    public double TransitInRegion { get; init; } = 0.15;

    /// <summary>Chance that a system with routers in an exchange's city is on the exchange, by kind.</summary>
    public double JoinsTransit { get; init; } = 0.65;

    public double JoinsAccess { get; init; } = 0.4;

    public double JoinsContent { get; init; } = 0.7;

    public double JoinsStub { get; init; } = 0.01;

    public double JoinsClique { get; init; } = 0.25;

    /// <summary>Share of open members' pairs at an exchange that peer: not all use the route server.</summary>
    public double PeersIfOpen { get; init; } = 0.9;

    public double PeersIfSelective { get; init; } = 0.12;

    /// <summary>Share of an exchange's members that come over a cable from another city of its region.</summary>
    public double JoinsFromAfar { get; init; } = 0.01;

    /// <summary>Chance that two sellers of transit of the same region, or a large sender and a network of households, peer in private.</summary>
    public double PeersPrivatelyTransit { get; init; } = 0.03;

    public double PeersPrivatelyContent { get; init; } = 0.5;

    /// <summary>How much of what a region's cables take beyond the great circle a path inside one network takes.</summary>
    public double CableShareOfInflation { get; init; } = 0.72;

    /// <summary>Deviation of the logarithm of a cable's length, near and far, and the distance over which it falls.</summary>
    public double CableLogSdNear { get; init; } = 0.2;

    public double CableLogSdFar { get; init; } = 0.06;

    public double CableLogSdFallKm { get; init; } = 1500;

    /// <summary>One way, through the routers of one system.</summary>
    public double SystemDelayMs { get; init; } = 0.35;

    /// <summary>Share of the links between systems that are full, and what the queue there takes on average.</summary>
    public double FullLinkShare { get; init; } = 0.01;

    public double FullLinkMeanMs { get; init; } = 12;

    /// <summary>Mean of what a household's access takes there and back; a server's.</summary>
    public double HouseholdAccessMeanMs { get; init; } = 8;

    public double ServerAccessMeanMs { get; init; } = 0.4;
}
