using System.Net;
using Fleek.Sim.Live.Ledgers.Raft;
using Fleek.Tests.Live.Support;

namespace Fleek.Tests.Live.Ledgers.Raft;

public sealed class SnapshotRenewalTests
{
    private const int SnapshotBytes = 20_000;

    private readonly LedgerCase _at = new();

    /// <summary>The engine's replica would refuse that snapshot for ever, and be sent nothing else: a newer one is taken soon.</summary>
    [Fact]
    public async Task A_replica_whose_answer_to_a_snapshot_was_lost_catches_up_all_the_same()
    {
        const int wiped = 2;
        IPEndPoint behind = ReplicaSet.MembersOf(1)[0].Peers;
        await using ReplicaSet set = new(3, snapshotEvery: SnapshotBytes)
        {
            Change = options => options with
            {
                SnapshotRenewal = TimeSpan.FromSeconds(2), ListensForPeers = options.Self == wiped ? behind : null,
            },
        };
        await using AnswerLoser loser = new(set.Members[wiped].Peers, behind, longBytes: SnapshotBytes / 4);
        await Task.WhenAll(set.StartAsync(0), set.StartAsync(1));
        await using RaftLedgerLink link = set.Connect(_at.Nodes[0].Key);
        await _at.BeginAsync(link, units: 10_000);
        // Accounts enough for a snapshot that is long, and transactions enough for one to be taken before the third replica begins.
        for (int i = 0; i < 400; i++) await LedgerCase.Applies(link, LedgerCase.Deposit(LedgerCase.Signer(1_000 + i).Key, 10));
        await ReplicaSet.Until(() => Directory.Exists(Snapshots(0)) && Directory.GetFiles(Snapshots(0)).Length > 0, "no snapshot was taken");

        await set.StartAsync(wiped);
        await ReplicaSet.Until(() => loser.Lost == 1, "no answer to a snapshot was lost");
        await LedgerCase.Applies(link, _at.Redeem(0, 7));
        await ReplicaSet.Until(() => set[wiped].Read(ledger => ledger.NodeCredits) == 70, "the replica stays behind");

        string Snapshots(int replica) => Path.Combine(set.FolderOf(replica), "snapshots");
    }
}
