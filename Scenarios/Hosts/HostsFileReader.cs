using Fleek.Core.Primitives;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Hosts;

/// <summary>Reads hosts.yaml: every host and role of it, whatever else is wrong; then what holds between them.</summary>
internal static class HostsFileReader
{
    public const int DefaultPort = 7400;

    private const int MaxUsers = 1_000_000;
    private const int MaxNameLength = 64;

    private static readonly string[] RoleWords = ["ledger", "node", "gateway", "user"];

    /// <summary>What could be read; null where it was nothing. The sink has the reasons.</summary>
    public static HostsFile? Read(SourceText source, DiagnosticSink sink)
    {
        if (YamlReader.Read(source, sink) is not { } root) return null;
        if (root is not MapNode map)
        {
            sink.Add(Codes.WrongKind, "a hosts file is a mapping", root.At, help: "it starts with 'version: 1' and 'hosts:'");
            return null;
        }

        HostKeys keys = new(map, map.At, "a hosts file", sink);
        keys.Know("version", "conductor", "hosts");
        if (map.Find("version") is not { } version)
            sink.Add(Codes.Missing, "the file has no 'version'", map.At, help: "start it with 'version: 1'");
        else if (version.Value is not ScalarNode { Text: "1" })
            sink.Add(Codes.Version, "this program reads version 1 of the format", version.Value.At, help: "version: 1");
        PublicKey? conductor = keys.Key("conductor");
        if (map.Find("hosts") is not { } entry)
        {
            sink.Add(Codes.Missing, "the file has no 'hosts'", map.At, help: "hosts: {lab-1: {address: 10.0.0.1, key: ..., roles: [...]}}");
            return null;
        }

        if (entry.Value is not MapNode { Entries.Count: > 0 } hosts)
        {
            sink.Add(entry.Value is MapNode or ScalarNode { IsNull: true } ? Codes.Missing : Codes.WrongKind,
                "'hosts' is a mapping of at least one name to its keys", entry.Key.At);
            return null;
        }

        HostsChecks checks = new(sink);
        if (conductor is { } leader) checks.AddKey(leader, map.Find("conductor")!.Value.At, "the conductor");
        List<HostSpec> found = [];
        foreach (MapEntry host in hosts.Entries)
            if (ReadHost(host, checks, sink) is { } read) found.Add(read);
        if (found.Count == hosts.Entries.Count) checks.CheckAll(found, entry.Key.At);
        return new HostsFile(conductor ?? default, found);
    }

    private static HostSpec? ReadHost(MapEntry entry, HostsChecks checks, DiagnosticSink sink)
    {
        string name = ReadName(entry.Key, sink);
        if (entry.Value is not MapNode map)
        {
            sink.Add(Codes.WrongKind, "a host is a mapping", entry.Value.At, help: "{address: 10.0.0.1, key: ..., roles: [...]}");
            return null;
        }

        HostKeys keys = new(map, entry.Key.At, "a host", sink);
        keys.Know("address", "port", "key", "roles");
        ScalarNode? address = keys.Word("address", required: true, "10.0.0.1");
        if (address is not null && HostAddress.Problem(address.Text) is { } problem)
            sink.Add(Codes.HostAddress, $"'{Shown.Short(address.Text)}' {problem}", address.TextAt, help: "address: 10.0.0.1");
        int port = keys.Number("port", required: false, 1, 65_535, Codes.HostPort, $"{DefaultPort}") ?? DefaultPort;
        PublicKey? key = keys.Key("key");
        HostSpec host = new(name, address?.Text ?? "", port, key ?? default, []);
        checks.AddPort(host.Address, port, map.Find("port")?.Value.At ?? entry.Key.At, $"host '{name}'");
        if (key is { } known) checks.AddKey(known, map.Find("key")!.Value.At, $"host '{name}'");
        IReadOnlyList<RoleSpec>? roles = ReadRoles(map, entry.Key.At, host, checks, sink);
        return roles is null || address is null || key is null ? null : host with { Roles = roles };
    }

    private static List<RoleSpec>? ReadRoles(MapNode map, Mark at, HostSpec host, HostsChecks checks, DiagnosticSink sink)
    {
        if (map.Find("roles") is not { } entry)
        {
            sink.Add(Codes.Missing, "a host has no 'roles'", at, help: "roles: [{role: node, port: 7401, key: ..., data: /var/lib/fleek/node}]");
            return null;
        }

        if (entry.Value is not ListNode { Items.Count: > 0 } list)
        {
            sink.Add(entry.Value is ListNode or ScalarNode { IsNull: true } ? Codes.Missing : Codes.WrongKind,
                "'roles' is a list of at least one role", entry.Key.At);
            return null;
        }

        List<RoleSpec> roles = [];
        int[] counts = new int[RoleWords.Length];
        foreach (Node item in list.Items)
        {
            if (item is not MapNode role)
                sink.Add(Codes.WrongKind, "a role is a mapping", item.At, help: "{role: node, port: 7401, key: ..., data: /var/lib/fleek/node}");
            else if (ReadRole(role, host, counts, checks, sink) is { } read)
                roles.Add(read);
        }

        return roles.Count == list.Items.Count ? roles : null;
    }

    private static RoleSpec? ReadRole(MapNode map, HostSpec host, int[] counts, HostsChecks checks, DiagnosticSink sink)
    {
        HostKeys keys = new(map, map.At, "a role", sink);
        keys.Know("role", "name", "port", "key", "data", "count");
        if (keys.Word("role", required: true, "node") is not { } word) return null;
        int index = Array.IndexOf(RoleWords, word.Text);
        if (index < 0)
        {
            sink.Add(Codes.UnknownWord, $"'{Shown.Short(word.Text)}' is no role", word.TextAt, Spelling.DidYouMean(word.Text, RoleWords),
                "roles: " + string.Join(", ", RoleWords));
            return null;
        }

        RoleKind kind = (RoleKind)index;
        counts[index]++;
        ScalarNode? given = keys.Word("name", required: false, $"{word.Text}-1");
        string name = given is not null ? ReadName(given, sink) : $"{word.Text}-{host.Name}" + (counts[index] > 1 ? $"-{counts[index]}" : "");
        checks.AddName(name, given?.TextAt ?? word.TextAt);
        return kind == RoleKind.User ? ReadUsers(keys, name) : ReadServer(keys, map, kind, name, host, checks, sink);
    }

    private static RoleSpec? ReadUsers(HostKeys keys, string name)
    {
        foreach (string key in (string[])["port", "key", "data"]) keys.Refuse(key, "users only connect, with keys of their own");
        int? count = keys.Number("count", required: true, 1, MaxUsers, Codes.OutOfRange, "100");
        return count is { } users ? new RoleSpec(RoleKind.User, name, 0, default, null, users) : null;
    }

    private static RoleSpec? ReadServer(
        HostKeys keys, MapNode map, RoleKind kind, string name, HostSpec host, HostsChecks checks, DiagnosticSink sink)
    {
        keys.Refuse("count", "each of these has its own port, key and data: list it as often as it is there");
        int? port = keys.Number("port", required: true, 1, kind == RoleKind.Ledger ? 65_534 : 65_535, Codes.HostPort, "7401");
        PublicKey? key = keys.Key("key");
        ScalarNode? data = keys.Word("data", required: true, $"/var/lib/fleek/{name}");
        if (data is not null && (!data.Text.StartsWith('/') || data.Text.Contains('\0', StringComparison.Ordinal)))
            sink.Add(Codes.DataFolder, $"'{Shown.Short(data.Text)}' is no absolute path", data.TextAt, help: $"data: /var/lib/fleek/{name}");
        else if (data is not null)
            checks.AddData(host.Name, data.Text, data.TextAt, name);
        if (port is { } listens)
        {
            Mark at = map.Find("port")!.Value.At;
            checks.AddPort(host.Address, listens, at, $"'{name}'");
            if (kind == RoleKind.Ledger) checks.AddPort(host.Address, listens + 1, at, $"'{name}', for other replicas,");
        }

        if (key is { } known) checks.AddKey(known, map.Find("key")!.Value.At, $"'{name}'");
        return port is null || key is null ? null : new RoleSpec(kind, name, port.Value, key.Value, data?.Text, 1);
    }

    private static string ReadName(ScalarNode name, DiagnosticSink sink)
    {
        bool isGood = name.Text.Length is > 0 and <= MaxNameLength && char.IsAsciiLetterOrDigit(name.Text[0])
            && name.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        if (!isGood)
        {
            sink.Add(
                Codes.HostName,
                $"'{Shown.Short(name.Text)}' is no name: 1 to {MaxNameLength} letters, digits, '-', '_' and '.', a letter or digit first", name.TextAt,
                help: "it names files and measures; the address stands beside it");
        }

        return name.Text;
    }
}
