using System.Text.Json.Serialization;

namespace Fleek.Sim.Live.Runs.Control;

/// <summary>What a conductor and the roles of a live run tell each other: one JSON object a line.</summary>
[JsonDerivedType(typeof(BeLedger), "be-ledger")]
[JsonDerivedType(typeof(BeNodes), "be-nodes")]
[JsonDerivedType(typeof(BeGateway), "be-gateway")]
[JsonDerivedType(typeof(BeUsers), "be-users")]
[JsonDerivedType(typeof(Introduced), "introduced")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Begin), "begin")]
[JsonDerivedType(typeof(Ticked), "ticked")]
[JsonDerivedType(typeof(Drain), "drain")]
[JsonDerivedType(typeof(UsersDone), "users-done")]
[JsonDerivedType(typeof(NodesDone), "nodes-done")]
[JsonDerivedType(typeof(GatewayDone), "gateway-done")]
[JsonDerivedType(typeof(Leave), "leave")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record ControlMessage;

/// <summary>To a role: it is one replica of the ledger.</summary>
/// <param name="Replica">Its number, from 0.</param>
/// <param name="Folder">Where its key and log are, made where there is none.</param>
/// <param name="Listen">For parties; with port 0 any port.</param>
/// <param name="ListenForPeers">For other replicas.</param>
public sealed record BeLedger(LiveTerms Terms, int Replica, string Folder, string Listen, string ListenForPeers) : ControlMessage
{
    /// <summary>A connection string of the database to which it records settlements; null records none. A secret.</summary>
    public string? Audit { get; init; }
}

/// <summary>To a role: it is so many of the nodes.</summary>
/// <param name="Folder">Where each has a folder of its key and its log, made where there is none.</param>
/// <param name="Listen">Where each listens, by number; with port 0 any port.</param>
public sealed record BeNodes(LiveTerms Terms, IReadOnlyList<int> Nodes, string Folder, IReadOnlyDictionary<int, string> Listen) : ControlMessage;

/// <summary>To a role: it is the gateway of so many of the users.</summary>
/// <param name="Folder">Where its key is, made where there is none.</param>
public sealed record BeGateway(LiveTerms Terms, IReadOnlyList<int> Users, string Folder, string Listen) : ControlMessage;

/// <summary>To a role: it is so many of the users. Their keys are of this run and kept nowhere.</summary>
public sealed record BeUsers(LiveTerms Terms, IReadOnlyList<int> Users) : ControlMessage;

/// <summary>From a role: who it is. Its keys are there; it does nothing yet.</summary>
/// <param name="Key">Of the process, which its links to others prove; hexadecimal, as all keys here.</param>
/// <param name="Parties">Of nodes: their keys. Of who pays for users, a gateway or they themselves: the payers' keys. By number.</param>
public sealed record Introduced(int ProcessId, string Host, string Version, string Key, IReadOnlyDictionary<int, string> Parties) : ControlMessage
{
    /// <summary>Of a replica: where parties reach it.</summary>
    public string? Address { get; init; }

    /// <summary>Of a replica: where other replicas reach it.</summary>
    public string? RaftAddress { get; init; }
}

/// <summary>To a role: whom it works with.</summary>
/// <param name="Ledger">All replicas.</param>
/// <param name="Allowed">Parties that may link to it.</param>
/// <param name="Depositors">Those of them that may bring money to the ledger.</param>
/// <param name="Nodes">Where nodes listen, for users; empty for others.</param>
public sealed record Start(IReadOnlyList<Peer> Ledger, IReadOnlyList<string> Allowed, IReadOnlyList<string> Depositors,
    IReadOnlyDictionary<int, Peer> Nodes) : ControlMessage
{
    /// <summary>Who pays for each user, where gateways do; for users.</summary>
    public IReadOnlyDictionary<int, GatewayOfUser> Gateways { get; init; } = new Dictionary<int, GatewayOfUser>();

    /// <summary>What there is to fetch; for users and gateways.</summary>
    public ContentName? Content { get; init; }

    /// <summary>From the moment at which a transaction is final until nodes see it; what the ledger itself takes comes before that.</summary>
    public long ViewLagNanoseconds { get; init; }

    /// <summary>The role was started before in this run, and goes on where it was.</summary>
    public bool GoesOn { get; init; }
}

/// <param name="Gateway">Whom to ask for a session.</param>
/// <param name="Owner">Who signs the manifest: the key of the account that pays.</param>
public sealed record GatewayOfUser(Peer Gateway, string Owner);

/// <param name="Id">The BLAKE3 hash, hexadecimal.</param>
public sealed record ContentName(string Id, long Blocks);

/// <param name="Key">Hexadecimal.</param>
/// <param name="Address">host:port.</param>
public sealed record Peer(string Key, string Address)
{
    /// <summary>Of a replica: where other replicas reach it.</summary>
    public string? RaftAddress { get; init; }
}

/// <summary>From a role: it works, and where.</summary>
/// <param name="Addresses">Of nodes, by number.</param>
public sealed record Started(IReadOnlyDictionary<int, string> Addresses) : ControlMessage
{
    /// <summary>Of nodes: what they serve.</summary>
    public ContentName? Content { get; init; }

    /// <summary>Where its metrics are read, by HTTP on its machine; null where they are not.</summary>
    public string? Metrics { get; init; }
}

/// <summary>To users: demand begins now.</summary>
public sealed record Begin : ControlMessage;

/// <summary>From a role, once a second: its counters since the start.</summary>
public sealed record Ticked(LiveCounters Counters) : ControlMessage;

/// <summary>To users: stop wanting, finish what is under way and close. To nodes: commit what is outstanding. Both answer when it is done.</summary>
public sealed record Drain : ControlMessage;

/// <summary>From users: all lanes are closed.</summary>
public sealed record UsersDone(IReadOnlyList<UserEnd> Users, ProcessUse Use) : ControlMessage;

/// <summary>From nodes: nothing is outstanding.</summary>
public sealed record NodesDone(IReadOnlyList<NodeEnd> Nodes, ProcessUse Use) : ControlMessage;

/// <summary>From a gateway: what it was notified of.</summary>
/// <param name="NotedUnits">By user, what its nodes were paid as the user says, in base units.</param>
/// <param name="ReceivedBytes">All that came to it.</param>
/// <param name="SentBytes">All that it sent.</param>
public sealed record GatewayDone(
    IReadOnlyDictionary<int, long> NotedUnits, long ReceivedBytes, long SentBytes, long Offers, long Denials, ProcessUse Use) : ControlMessage;

/// <summary>To a role: it is no longer needed.</summary>
public sealed record Leave : ControlMessage;

/// <summary>From a role: it cannot go on.</summary>
public sealed record Failed(string Problem, string? Help) : ControlMessage;
