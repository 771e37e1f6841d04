namespace Fleek.Sim.Live.Runs;

/// <summary>What a node of a live run came to.</summary>
/// <param name="Id">As in the scenario.</param>
/// <param name="Commits">Redeem transactions submitted.</param>
/// <param name="SentChunks">Chunks sent, paid or not.</param>
/// <param name="LogRecords">Records that its write-ahead log made durable.</param>
/// <param name="SocketSentBytes">By the kernel's count over its connections; 0 where the kernel tells none.</param>
/// <param name="Disconnections">By reason.</param>
/// <param name="StaleViews">Times that its view of the ledger became too old to serve by.</param>
/// <param name="IsFinal">Whether all that it held was final on the ledger when it left.</param>
public sealed record NodeEnd(
    int Id, IReadOnlyList<NodeLaneEnd> Lanes, long Commits, long SentChunks, long LogRecords, long LogBytes, long SocketSentBytes,
    long SocketReceivedBytes, IReadOnlyDictionary<string, long> Disconnections, long StaleViews, bool IsFinal);

/// <param name="Payer">The payer's key, hexadecimal.</param>
/// <param name="Grant">The grant's id, hexadecimal.</param>
/// <param name="HeldUnits">What its best ticket is worth, in base units.</param>
public sealed record NodeLaneEnd(string Payer, string Grant, long HeldUnits, bool IsFrozen);
