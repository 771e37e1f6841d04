using System.Net;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>Where a replica answers parties, and who it is.</summary>
/// <param name="Key">Default where the transport does not ask.</param>
public sealed record LedgerAddress(IPEndPoint EndPoint, PublicKey Key = default);
