using System.Net;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>One replica of a ledger.</summary>
/// <param name="Peers">Where the others talk to it.</param>
/// <param name="Parties">Where nodes, gateways and users talk to it.</param>
/// <param name="Key">Who it is; default where the transport does not ask.</param>
public sealed record LedgerMember(string Name, IPEndPoint Peers, IPEndPoint Parties, PublicKey Key = default)
{
    public LedgerAddress Address => new(Parties, Key);
}
