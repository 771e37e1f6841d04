using Fleek.Core.Primitives;

namespace Fleek.Sim.World;

/// <summary>A run at one moment, from the truth.</summary>
/// <param name="Settled">Nothing was left to happen: the run ended by itself and holds its invariants.</param>
/// <param name="At">Time of the last event.</param>
/// <param name="Events">Kernel events executed.</param>
/// <param name="Pending">Kernel events that wait.</param>
/// <param name="TraceHash">Of what happened so far.</param>
/// <param name="Accounts">By user id.</param>
public sealed record RunState(
    bool Settled, Instant At, long Events, long Pending, ulong TraceHash, IReadOnlyList<AccountState> Accounts);

/// <summary>One account.</summary>
/// <param name="Ledger">Balance on the ledger: what is final.</param>
/// <param name="Unseen">Paid to nodes, and not yet on the ledger.</param>
public readonly record struct AccountState(UserId User, Credits Ledger, Credits Unseen);
