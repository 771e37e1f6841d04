namespace Fleek.Core.Routing.Selection;

/// <summary>
/// The constants of <see cref="LatencyPredictor"/>. Those of paths are round numbers from published measurements; those of probes
/// were chosen on half of the cities of one data set, as docs/routing.md says.
/// </summary>
public sealed record PredictorParameters
{
    public static readonly PredictorParameters Default = new();

    /// <summary>What both ends add to every round trip.</summary>
    public double BaseMs { get; init; } = 5;

    /// <summary>
    /// Round trip over that of light in fibre along the great circle (1 ms for 100 km), where nothing is known of the path: the median
    /// of measured pairs is 2.0 (docs/delay-model.md).
    /// </summary>
    public double Inflation { get; init; } = 2;

    /// <summary>
    /// The same between two points where a path is known to pass, and inside one network: fibre follows roads, and detours by
    /// interconnection are in the points already. Singla and others, "The Internet at the speed of light" (HotNets 2014), measure
    /// 1.5 for fibre routes over great circles.
    /// </summary>
    public double PathInflation { get; init; } = 1.5;

    /// <summary>
    /// The most that meeting places may lengthen a way, in kilometres: lists of who is where have gaps, and a longer detour is rather
    /// a place that is missing there.
    /// </summary>
    public double MostDetourKm { get; init; } = 5000;

    /// <summary>
    /// How much of what a predicted path adds to the distance, or takes off, counts: paths are guessed from announcements and meeting
    /// places from lists, and plain rules of routing give a third of all paths exactly.
    /// </summary>
    public double PathTrust { get; init; } = 0.5;

    /// <summary>How much of the way's length counts, of what <see cref="PathTrust"/> leaves, where some of its borders are crossed nobody knows where.</summary>
    public double GapTrust { get; init; } = 0.5;

    /// <summary>
    /// How far from the nearest known place of its network an address may be, in kilometres, before the geo table is not believed.
    /// </summary>
    public double PlausibleKm { get; init; } = 300;

    /// <summary>
    /// How much the way by a shared exchange counts beside the predicted path: members of one exchange do not all peer with each other there.
    /// </summary>
    public double ExchangeTrust { get; init; } = 0.25;

    /// <summary>What each border between two networks adds.</summary>
    public double BorderMs { get; init; } = 1;

    /// <summary>Borders that are reckoned with where no path is known: a path has four ASes as a rule.</summary>
    public double UsualBorders { get; init; } = 3;

    /// <summary>Two ASes of one organisation count as so many borders.</summary>
    public double OrganisationBorders { get; init; } = 0.5;

    /// <summary>
    /// How many samples weigh as much as the prediction without them, for samples of the client's own prefix, of its AS, and of the
    /// node by others. A node's samples come from elsewhere and say less: they never weigh more than <see cref="NodeWeight"/>.
    /// </summary>
    public double PrefixPrior { get; init; } = 0.25;

    public double AsPrior { get; init; } = 2;

    public double NodePrior { get; init; } = 3;

    /// <summary>The most that what others measured of a node counts.</summary>
    public double NodeWeight { get; init; } = 0.5;

    /// <summary>Samples of a prefix or an AS lose half of their weight in so many seconds.</summary>
    public double HalfLifeSeconds { get; init; } = 3600;

    /// <summary>How long a node serves one request, in milliseconds: a chunk of 256 KiB at 10 Gbit/s. Requests wait as in M/M/1.</summary>
    public double ServiceMs { get; init; } = 0.21;
}
