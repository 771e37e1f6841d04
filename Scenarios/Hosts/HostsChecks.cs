using Fleek.Core.Primitives;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Hosts;

/// <summary>What holds between the hosts and roles of one file: nothing is used twice, and every kind that a run needs is there.</summary>
internal sealed class HostsChecks(DiagnosticSink sink)
{
    private readonly Dictionary<PublicKey, (string Who, Mark At)> _keys = [];
    private readonly Dictionary<(string Address, int Port), (string Who, Mark At)> _ports = [];
    private readonly Dictionary<string, Mark> _names = new(StringComparer.Ordinal);
    private readonly List<(string Host, string Folder, string Who, Mark At)> _data = [];

    public void AddKey(in PublicKey key, Mark at, string who)
    {
        if (_keys.TryAdd(key, (who, at))) return;
        (string first, Mark there) = _keys[key];
        sink.Add(
            Codes.SharedKey, $"{who} has the key of {first}", at, $"first on line {there.Line}",
            "parties are known by their keys: make one for each");
    }

    public void AddPort(string address, int port, Mark at, string who)
    {
        if (address.Length == 0 || _ports.TryAdd((address, port), (who, at))) return;
        (string first, Mark there) = _ports[(address, port)];
        sink.Add(Codes.SharedPort, $"{who} listens at port {port} of {address}, as {first} does", at, $"first on line {there.Line}");
    }

    public void AddName(string name, Mark at)
    {
        if (_names.TryAdd(name, at)) return;
        sink.Add(
            Codes.SharedName, $"a role '{name}' is there already", at, $"first on line {_names[name].Line}", "give one of them another 'name'");
    }

    public void AddData(string host, string folder, Mark at, string who)
    {
        string whole = folder.TrimEnd('/') + "/";
        foreach ((string otherHost, string other, string otherWho, Mark there) in _data)
        {
            bool within = whole.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(whole, StringComparison.Ordinal);
            if (otherHost != host || !within) continue;
            sink.Add(Codes.SharedData, $"'{who}' keeps its data where '{otherWho}' does", at, $"first on line {there.Line}");
            return;
        }

        _data.Add((host, whole, who, at));
    }

    /// <summary>What only shows when all was read.</summary>
    public void CheckAll(IReadOnlyList<HostSpec> hosts, Mark at)
    {
        ILookup<RoleKind, RoleSpec> roles = hosts.SelectMany(host => host.Roles).ToLookup(role => role.Kind);
        foreach (RoleKind kind in (RoleKind[])[RoleKind.Ledger, RoleKind.Node, RoleKind.User])
        {
            if (roles[kind].Any()) continue;
            string word = kind.ToString().ToLowerInvariant();
            sink.Add(Codes.MissingRole, $"no host has the role '{word}'", at, help: "a run needs a ledger, a node and users at least");
        }

        int replicas = roles[RoleKind.Ledger].Count();
        if (replicas > 0 && replicas % 2 == 0)
        {
            sink.Add(
                Codes.LedgerReplicas, $"{replicas} replicas of the ledger bear no more failures than {replicas - 1}", at,
                help: "name 1, 3 or 5: a majority has to agree");
        }
    }
}
