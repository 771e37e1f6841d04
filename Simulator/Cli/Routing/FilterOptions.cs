using System.CommandLine;
using System.Globalization;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Flags that choose elements; all that are given must hold.</summary>
internal sealed class FilterOptions
{
    private static readonly (string Word, uint Community)[] _wellKnown =
        [("no-export", 0xFFFFFF01), ("no-advertise", 0xFFFFFF02), ("local-as", 0xFFFFFF03)];

    private readonly Option<string?> _prefix = Text("--prefix", "prefix", "Only this prefix, as 10.0.0.0/8");
    private readonly Option<string?> _within = Text("--prefix-within", "prefix", "Only this prefix and its parts");
    private readonly Option<string?> _covering = Text("--prefix-covering", "prefix", "Only this prefix, or address, and those that hold it");
    private readonly Option<string?> _peer = Text("--peer", "peer", "Only of this peer: its address, or its AS number");
    private readonly Option<string?> _origin = Text("--origin", "AS", "Only routes whose path ends in this AS, or in an AS_SET with it");
    private readonly Option<string?> _path = Text("--path", "regex", "Only routes whose path matches, as '_3356_' or '^174 .* 13335$'; _ parts two numbers");
    private readonly Option<string?> _kind = Text("--kind", "kind", "Only this kind: rib, announce, withdraw or state");
    private readonly Option<string?> _type = Text("--type", "type", "Only records of this type, as TABLE_DUMP_V2 or BGP4MP_ET");
    private readonly Option<string?> _family = Text("--family", "4|6", "Only prefixes of IPv4, or of IPv6");
    private readonly Option<string?> _community = Text("--community", "community", "Only routes with this community, as 65000:1, a large one as 65000:1:2, or no-export");
    private readonly Option<string?> _from = Text("--from", "time", "Only from this time on, as 2020-08-09T03:27:00Z or in seconds since 1970");
    private readonly Option<string?> _until = Text("--until", "time", "Only before this time");

    public bool HasTimes(VerbContext context) => Given(context, _from) is not null || Given(context, _until) is not null;

    public void Add(Command command)
    {
        foreach (Option<string?> option in (Option<string?>[])[_prefix, _within, _covering, _peer, _origin, _path, _kind, _type, _family, _community, _from, _until])
            command.Options.Add(option);
    }

    /// <summary>The filter that the flags mean; null if none is given.</summary>
    /// <exception cref="CommandException">A flag's value is none.</exception>
    public RouteFilter? Read(VerbContext context)
    {
        (IpPrefix? prefix, PrefixMatch match) = Prefix(context);
        (IpAddress? peer, uint? peerAs) = Peer(context);
        (uint? community, (uint, uint, uint)? large) = Community(context);
        RouteFilter filter = new()
        {
            Prefix = prefix, Match = match, Peer = peer, PeerAs = peerAs,
            Origin = Asn(context, _origin),
            Kind = Word(context, _kind, [("rib", RouteKind.Rib), ("announce", RouteKind.Announce), ("withdraw", RouteKind.Withdraw), ("state", RouteKind.State)]),
            Type = Word(context, _type, [.. RouteWords.Types]),
            Family = Word(context, _family, [("4", IpFamily.IPv4), ("6", IpFamily.IPv6)]),
            Community = community, LargeCommunity = large,
            FromSeconds = Time(context, _from), UntilSeconds = Time(context, _until),
            Path = Pattern(context),
        };
        return filter == new RouteFilter() ? null : filter;
    }

    /// <summary>A time, such as 2020-08-09T03:27:00Z, or seconds since 1970.</summary>
    /// <exception cref="CommandException">It is none, or not one that MRT can say.</exception>
    public static uint? Time(VerbContext context, Option<string?> option)
    {
        if (Given(context, option) is not { } text) return null;
        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint seconds)) return seconds;
        bool isTime = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time);
        if (isTime && time.ToUnixTimeSeconds() is >= 0 and <= uint.MaxValue) return (uint)time.ToUnixTimeSeconds();
        throw CommandException.Usage($"{option.Name} takes a time as 2020-08-09T03:27:00Z, or seconds since 1970, not '{text}'");
    }

    public static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    /// <summary>The value of a word of a few; upper and lower case are the same.</summary>
    public static T? Word<T>(VerbContext context, Option<string?> option, IReadOnlyList<(string Word, T Value)> words)
        where T : struct
    {
        if (Given(context, option) is not { } text) return null;
        foreach ((string word, T value) in words)
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) return value;
        string[] known = [.. words.Select(w => w.Word)];
        string nearest = NearestWord.Find(text, known) is { } near ? $"; did you mean '{near}'?" : "";
        throw CommandException.Usage($"{option.Name} takes {string.Join(", ", known[..^1])} or {known[^1]}, not '{text}'{nearest}");
    }

    private static string? Given(VerbContext context, Option<string?> option) => context.Parsed.GetValue(option);

    private static uint? Asn(VerbContext context, Option<string?> option)
    {
        if (Given(context, option) is not { } text) return null;
        return TryAsn(text, out uint asn) ? asn : throw CommandException.Usage($"{option.Name} takes an AS number, as 13335 or AS13335, not '{text}'");
    }

    /// <summary>An AS number, written 13335 or AS13335.</summary>
    public static bool TryAsn(string text, out uint asn)
    {
        string digits = text.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        return uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out asn);
    }

    private (IpPrefix?, PrefixMatch) Prefix(VerbContext context)
    {
        (Option<string?> Option, PrefixMatch Match)[] given =
            [.. ((Option<string?>, PrefixMatch)[])[(_prefix, PrefixMatch.Exact), (_within, PrefixMatch.Sub), (_covering, PrefixMatch.Super)]];
        given = [.. given.Where(g => Given(context, g.Option) is not null)];
        if (given.Length == 0) return (null, PrefixMatch.Exact);
        if (given.Length > 1) throw CommandException.Usage($"{given[0].Option.Name} and {given[1].Option.Name} exclude each other");
        string text = Given(context, given[0].Option)!;
        if (IpPrefix.TryParse(text, out IpPrefix prefix)) return (prefix, given[0].Match);
        if (IpAddress.TryParse(text, out IpAddress address)) return (IpPrefix.Of(address, address.Width), given[0].Match);
        throw CommandException.Usage($"{given[0].Option.Name} takes a prefix as 10.0.0.0/8 or 2001:db8::/32, not '{text}'");
    }

    private (IpAddress?, uint?) Peer(VerbContext context)
    {
        if (Given(context, _peer) is not { } text) return (null, null);
        if (TryAsn(text, out uint asn)) return (null, asn);
        return IpAddress.TryParse(text, out IpAddress address)
            ? (address, null)
            : throw CommandException.Usage($"--peer takes the address or the AS number of a peer, not '{text}'");
    }

    private (uint?, (uint, uint, uint)?) Community(VerbContext context)
    {
        if (Given(context, _community) is not { } text) return (null, null);
        foreach ((string word, uint community) in _wellKnown)
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) return (community, null);
        uint?[] numbers = [.. text.Split(':').Select(part => uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? (uint?)number : null)];
        return numbers switch
        {
            [{ } high and <= ushort.MaxValue, { } low and <= ushort.MaxValue] => ((high << 16) | low, null),
            [{ } administrator, { } data1, { } data2] => (null, (administrator, data1, data2)),
            _ => throw CommandException.Usage($"--community takes two numbers as 65000:1, three as 65000:1:2, or no-export, not '{text}'"),
        };
    }

    private PathPattern? Pattern(VerbContext context)
    {
        if (Given(context, _path) is not { } text) return null;
        try
        {
            return new PathPattern(text);
        }
        catch (ArgumentException problem)
        {
            throw CommandException.Usage($"--path: {problem.Message.ReplaceLineEndings(" ")}");
        }
    }
}
