using System.Diagnostics;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Raft;

namespace Fleek.Tests.Live.Ledgers.Raft;

public sealed class ReplicaTests(ITestOutputHelper output)
{
    private readonly LedgerCase _at = new();

    [Fact]
    public async Task One_replica_alone_is_a_ledger_and_goes_on_after_a_restart()
    {
        await using ReplicaSet set = new(1);
        await set.StartAllAsync();
        await using RaftLedgerLink link = set.Connect(_at.Nodes[0].Key);
        await link.WatchAsync(_at.Payer.Key, default);
        Assert.Equal(LedgerNewsKind.Opened, (await LedgerCase.NextAsync(link.News)).Kind);
        await _at.BeginAsync(link, units: 100);
        LedgerReceipt receipt = await LedgerCase.Applies(link, _at.Redeem(0, 7));
        Assert.Equal(70, receipt.Verdict.Amount);
        Credits balance = Credits.Zero;
        while (balance != new Credits(930)) balance -= (await LedgerCase.NextAsync(link.News)).Amount;

        LedgerStatus before = Assert.Single(await link.StatusAsync(default));
        Assert.True(before is { IsLeader: true, IsConserved: true, LogBytes: > 0, LogIndex: > 0 });
        await set.StopAsync(0);
        await set.StartAsync(0);
        receipt = await LedgerCase.Applies(link, _at.Redeem(0, 9));
        Assert.Equal(20, receipt.Verdict.Amount);
        LedgerNews entry = await LedgerCase.NextAsync(link.News);
        Assert.Equal((LedgerNewsKind.Entry, new Credits(20), new Credits(90)), (entry.Kind, entry.Amount, entry.Cumulative));
    }

    [Fact]
    public async Task Three_replicas_have_one_state()
    {
        await using ReplicaSet set = new(3);
        await set.StartAllAsync();
        await using RaftLedgerLink link = set.Connect(_at.Nodes[0].Key);
        await _at.BeginAsync(link, units: 1_000);
        for (int unit = 1; unit <= 30; unit++) await LedgerCase.Applies(link, _at.Redeem(unit % 3, unit));
        IReadOnlyList<LedgerStatus> all = await AgreeAsync(set, link);
        Assert.Equal(1, all.Count(s => s.IsLeader));
        Assert.All(all, status => Assert.True(status.IsConserved));
    }

    [Fact]
    public async Task Settlement_goes_on_when_the_leader_is_gone()
    {
        await using ReplicaSet set = new(3);
        await set.StartAllAsync();
        await using RaftLedgerLink link = set.Connect(_at.Nodes[0].Key);
        await link.WatchAsync(_at.Payer.Key, default);
        await _at.BeginAsync(link, units: 1_000);
        for (int round = 0; round < 3; round++)
        {
            int leader = await set.LeaderAsync();
            await set.StopAsync(leader);
            long gone = Stopwatch.GetTimestamp();
            await LedgerCase.Applies(link, _at.Redeem(0, round + 1));
            output.WriteLine($"settled {Stopwatch.GetElapsedTime(gone).TotalMilliseconds:0} ms after the leader was gone");
            await set.StartAsync(leader);
        }

        IReadOnlyList<LedgerStatus> all = await AgreeAsync(set, link);
        Assert.Equal(30, all[0].NodeCredits);
        Credits balance = Credits.Zero;
        while (balance != new Credits(9_970)) balance -= (await OfAccountAsync(link)).Amount;
    }

    [Fact]
    public async Task A_replica_without_its_files_catches_up_by_a_snapshot()
    {
        await using ReplicaSet set = new(3, snapshotEvery: 20_000);
        await set.StartAllAsync();
        await using RaftLedgerLink link = set.Connect(_at.Nodes[0].Key);
        await _at.BeginAsync(link, units: 10_000);
        int wiped = (await set.LeaderAsync() + 1) % 3;
        await set.StopAsync(wiped);
        Directory.Delete(set.FolderOf(wiped), recursive: true);
        for (int unit = 1; unit <= 200; unit++) await LedgerCase.Applies(link, _at.Redeem(unit % 3, unit));
        await set.StartAsync(wiped);
        await AgreeAsync(set, link);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(set.FolderOf(wiped), "snapshots")));
        // Snapshots take the place of the log: it does not grow with what was ordered.
        foreach (LedgerReplica replica in set.Running) Assert.Equal(1, await SnapshotsAsync(set, replica));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_named_and_not_used()
    {
        await using ReplicaSet set = new(1, snapshotEvery: 2_000);
        await set.StartAllAsync();
        await using RaftLedgerLink link = set.Connect(_at.Nodes[0].Key);
        await _at.BeginAsync(link, units: 1_000);
        for (int unit = 1; unit <= 20; unit++) await LedgerCase.Applies(link, _at.Redeem(0, unit));
        await set.StopAsync(0);
        string[] snapshots = Directory.GetFiles(Path.Combine(set.FolderOf(0), "snapshots"));
        foreach (string snapshot in snapshots)
        {
            byte[] bytes = await File.ReadAllBytesAsync(snapshot);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(snapshot, bytes);
        }

        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => set.StartAsync(0));
        Assert.Contains("its bytes are not those that were written", refused.Message);
        Assert.Contains(snapshots, path => refused.Message.Contains(path));
    }

    [Fact]
    public async Task Many_links_submit_at_once_and_each_transaction_counts_once()
    {
        await using ReplicaSet set = new(3);
        await set.StartAllAsync();
        RaftLedgerLink[] links = [.. Enumerable.Range(0, 8).Select(i => set.Connect(LedgerCase.Signer(i).Key))];
        await Task.WhenAll(links.Select(async (link, i) =>
        {
            byte[] deposit = LedgerCase.Deposit(LedgerCase.Signer(i).Key, 1);
            await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => LedgerCase.Applies(link, deposit)));
        }));
        IReadOnlyList<LedgerStatus> all = await AgreeAsync(set, links[0]);
        Assert.Equal(8 * 500, all[0].Balances);
        foreach (RaftLedgerLink link in links) await link.DisposeAsync();
    }

    /// <summary>Waits until all replicas have applied the same; they must then have the same state, deduplication included.</summary>
    private static async Task<IReadOnlyList<LedgerStatus>> AgreeAsync(ReplicaSet set, RaftLedgerLink link)
    {
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        while (true)
        {
            IReadOnlyList<LedgerStatus> all = await link.StatusAsync(patience.Token);
            if (all.Count != set.Members.Count || all.Select(s => s.Height).Distinct().Count() > 1) continue;
            Assert.Single(all.Select(s => s.StateHash).Distinct());
            long height = all[0].Height;
            Hash256[] hashes = [.. set.Running.Select(r => r.ReplicaHash())];
            if (set.Running.Any(r => r.Read(l => l.Height) != height)) continue; // a tick came meanwhile
            Assert.Single(hashes.Distinct());
            return all;
        }
    }

    private static async Task<int> SnapshotsAsync(ReplicaSet set, LedgerReplica replica)
    {
        int at = set.Members.Select((m, i) => (m, i)).First(p => set[p.i] == replica).i;
        string folder = Path.Combine(set.FolderOf(at), "snapshots");
        await ReplicaSet.Until(() => Directory.GetFiles(folder, "*.ledger").Length <= 2, "snapshots pile up");
        return Math.Min(1, Directory.GetFiles(folder, "*.ledger").Length);
    }

    private static async Task<LedgerNews> OfAccountAsync(RaftLedgerLink link)
    {
        while (true)
        {
            LedgerNews news = await LedgerCase.NextAsync(link.News);
            if (news.Kind is LedgerNewsKind.Opened or LedgerNewsKind.Entry) return news;
        }
    }
}
