using Fleek.Core.Primitives;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Hosts;

/// <summary>Which machine plays which roles of a live run: hosts.yaml, read and checked.</summary>
/// <param name="Conductor">Who leads runs: the hosts take orders from this key alone.</param>
public sealed record HostsFile(PublicKey Conductor, IReadOnlyList<HostSpec> Hosts)
{
    /// <summary>The host of a name, or null.</summary>
    public HostSpec? Find(string name) => Hosts.FirstOrDefault(host => host.Name == name);

    /// <summary>All roles of a kind, with their hosts, in the file's order.</summary>
    public IEnumerable<(HostSpec Host, RoleSpec Role)> Of(RoleKind kind) =>
        Hosts.SelectMany(host => host.Roles.Where(role => role.Kind == kind).Select(role => (host, role)));

    /// <summary>Reads a file and reports all that is wrong with it at once.</summary>
    public static HostsReading Read(SourceText source)
    {
        DiagnosticSink sink = new();
        HostsFile? file = HostsFileReader.Read(source, sink);
        return new HostsReading(sink.Count == 0 ? file : null, sink.Sorted);
    }
}
