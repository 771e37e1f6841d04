using Fleek.Core.Routing;
using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Lookup;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Where a path is asked to: an AS, or a prefix that dumps have seen.</summary>
/// <param name="Name">As answers call it.</param>
/// <param name="Origins">ASes that announce it, as far as is known.</param>
/// <param name="Paths">Indexes of the paths seen to it.</param>
internal sealed record PathTarget(string Name, IReadOnlyList<uint> Origins, IReadOnlyList<int> Paths)
{
    /// <exception cref="CommandException">The text is neither AS nor prefix nor address, or no dump has a prefix that holds it.</exception>
    public static PathTarget Of(string text, ObservedPaths seen, PathEvidence evidence)
    {
        if (FilterOptions.TryAsn(text, out uint asn)) return new PathTarget($"AS{asn}", [asn], evidence.ToOrigin(asn));
        if (IpAddress.TryParse(text, out IpAddress address)) return Holding(address, text, seen, evidence);
        if (!IpPrefix.TryParse(text, out IpPrefix prefix))
            throw CommandException.Usage($"'{text}' is no AS, prefix or address", "give it as AS3356, 192.0.2.0/24 or 192.0.2.1");
        int index = evidence.IndexOf(prefix);
        return index >= 0 ? To(index, seen, evidence) : Holding(prefix.Network, text, seen, evidence);
    }

    private static PathTarget Holding(IpAddress address, string text, ObservedPaths seen, PathEvidence evidence)
    {
        PrefixTable table = PrefixTable.Build(address.Family, seen.Prefixes.Select((prefix, i) => (prefix, i)));
        int index = table.Find(address);
        return index >= 0 ? To(index, seen, evidence) : throw CommandException.Usage(
            $"no dump has a prefix that holds '{text}'", "name dumps that do with --evidence, or ask for the AS that announces it");
    }

    private static PathTarget To(int index, ObservedPaths seen, PathEvidence evidence)
    {
        IReadOnlyList<int> paths = evidence.To(index);
        return new PathTarget(seen.Prefixes[index].ToString(), [.. paths.Select(path => seen.Paths[path][^1]).Distinct().Order()], paths);
    }
}
