using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>
/// The engine's log, except that what a leader sends is on the disk before this replica acknowledges it. In 6.12.0 a follower acknowledges
/// as soon as entries are in memory: replicas that lose power together then lose what was acknowledged to clients, or part ways.
/// </summary>
/// <remarks>
/// The engine calls its log through the interface, which this class implements anew; a leader's own entries are flushed by the inherited
/// commit.
/// </remarks>
internal class FlushingLog(WriteAheadLog.Options options, IStateMachine machine) : WriteAheadLog(options, machine), IPersistentState
{
    async ValueTask IAuditTrail<IRaftLogEntry>.AppendAsync<TEntry>(
        ILogEntryProducer<TEntry> entries, long startIndex, bool skipCommitted, CancellationToken token)
    {
        bool any = entries.RemainingCount > 0;
        await AppendAsync(entries, startIndex, skipCommitted, token).ConfigureAwait(false);
        if (any) await FlushAsync(token).ConfigureAwait(false);
    }
}
