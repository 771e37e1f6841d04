namespace Fleek.Scenarios.Keys;

/// <summary>The keys of an Internet of networks, and of how nodes are selected in it.</summary>
internal static class InternetKeys
{
    public const string Internet = "network.internet";
    public const string Systems = "network.ases";
    public const string Exchanges = "network.exchanges";
    public const string VantagePoints = "network.vantage_points";
    public const string VisiblePeering = "network.visible_peering";
    public const string IspNodes = "network.isp_nodes";
    public const string Links = "network.as_links";
    public const string Places = "network.as_places";
    public const string Members = "network.as_exchanges";
    public const string Organisations = "network.as_organisations";
    public const string Features = "users.selection_features";
    public const string Probes = "users.selection_probes";

    public const string Synthetic = "synthetic";
    public const string Real = "real";
    public const string GeoIp = "geo-ip";
    public const string Gateway = "gateway";
    public const string FewestHops = "fewest-hops";
    public const string Anycast = "anycast";
    public const string Bgp = "bgp";
    public const string BgpProbes = "bgp-probes";
    public const string Vivaldi = "vivaldi";
    public const string Oracle = "oracle";

    /// <summary>Ways to select nodes that have a meaning in an Internet alone.</summary>
    public static IReadOnlyList<string> Policies { get; } = [GeoIp, Gateway, FewestHops, Anycast, Bgp, BgpProbes, Vivaldi, Oracle];

    /// <summary>Files of a real Internet.</summary>
    public static IReadOnlyList<string> Files { get; } = [Links, Places, Members, Organisations];

    public static IEnumerable<KeySpec> NetworkKeys =>
    [
        new(Internet, KeyKind.Word, null,
            "Users and nodes are hosts of networks that carry each other's packets by the rules of BGP, in place of the fitted delay: synthetic: made "
                + "anew for each seed; real: relationships and places of networks from files. Default: there is none.")
            { Words = [Synthetic, Real] },
        new(Systems, KeyKind.Count, "2000", "Autonomous systems.")
            { Min = "50", Max = "150000", UsedWhere = Internet, UsedBy = [Synthetic] },
        new(Exchanges, KeyKind.Count, "80", "Exchanges at which networks peer in public, at the cities that draw most of them.")
            { Min = "0", Max = "2000", UsedWhere = Internet, UsedBy = [Synthetic] },
        new(VantagePoints, KeyKind.Count, "40", "Networks, mostly large ones, that give collectors all their routes.")
            { Min = "0", Max = "5000", UsedWhere = Internet, UsedBy = [Synthetic, Real] },
        new(VisiblePeering, KeyKind.Share, "0",
            "Least share of the links between peers that end at a network which gives collectors routes: beside the vantage points more "
                + "networks give those of their customers and peers, until it is reached.")
            { Min = "0", Max = "1", UsedWhere = Internet, UsedBy = [Synthetic, Real] },
        new(IspNodes, KeyKind.Share, "0.5", "Share of the nodes that stand in networks of households; the others in those of content and transit.")
            { Min = "0", Max = "1", UsedWhere = Internet, UsedBy = [Synthetic, Real] },
        new(Links, KeyKind.Path, null, "File of relationships between networks (CAIDA serial-1 or 2), relative to this file.")
            { UsedWhere = Internet, UsedBy = [Real] },
        new(Places, KeyKind.Path, null, "File of places of networks (ASN, LATITUDE and LONGITUDE among its columns).")
            { UsedWhere = Internet, UsedBy = [Real] },
        new(Members, KeyKind.Path, null, "File of members of exchanges; who meets there and is not seen to peer may peer all the same.")
            { UsedWhere = Internet, UsedBy = [Real] },
        new(Organisations, KeyKind.Path, null, "File of organisations of networks (CAIDA as2org).")
            { UsedWhere = Internet, UsedBy = [Real] },
    ];

    public static IEnumerable<KeySpec> SelectionKeys =>
    [
        new(Features, KeyKind.Word, "all",
            "What the prediction of `bgp` and `bgp-probes` takes into account: all, or all but what BGP says, or but one of its parts.")
        {
            Words = ["all", "no-bgp", "no-same-as", "no-same-organisation", "no-shared-exchange", "no-exit", "no-network-places", "no-distance"],
            UsedWhere = "users.selection", UsedBy = [Bgp, BgpProbes],
        },
        new(Probes, KeyKind.Count, "5", "Nodes that a user of `bgp-probes` measures before it chooses.")
            { Min = "1", Max = "64", UsedWhere = "users.selection", UsedBy = [BgpProbes] },
    ];
}
