using Fleek.Core.Ledger;
using Fleek.Sim.Live.Ledgers.Audit;
using Fleek.Sim.Live.Ledgers.Raft;
using Fleek.Tests.Live.Ledgers.Raft;

namespace Fleek.Tests.Live.Ledgers.Audit;

/// <summary>The audit beside a real ledger and a real database.</summary>
public sealed class SettlementAuditTests
{
    private const string Credited = "SELECT coalesce(sum(credited), 0) FROM fleek_settlement";
    private const string Rows = "SELECT count(*) FROM fleek_settlement";
    private const string Gaps = "SELECT count(*) FROM fleek_settlement_gap";

    private readonly LedgerCase _at = new();

    [Fact]
    public async Task Every_redemption_is_recorded_once_whatever_goes_away_meanwhile()
    {
        await using PostgresServer server = await PostgresServer.StartNewAsync();
        SettlementAudit audit = new(Options(server));
        SettlementAudit? current = audit;
        await using ReplicaSet set = new(1) { Change = options => options with { Settled = (height, claims) => current!.Take(height, claims) } };
        await set.StartAllAsync();
        await using RaftLedgerLink link = set.Connect(_at.Nodes[0].Key);
        await _at.BeginAsync(link, units: 1_000);
        for (int unit = 1; unit <= 10; unit++) await LedgerCase.Applies(link, _at.Redeem(unit % 3, unit));
        await RecordedAsync(set, audit);
        Assert.Equal(10, await server.AskAsync(Rows));
        Assert.Equal((long)set[0].Read(l => l.NodeCredits), await server.AskAsync(Credited));
        // Node 1 redeemed 1, 4, 7 and 10 units in all: 10 of them, at 10 each.
        string node = $"'\\x{_at.Nodes[1].Key}'";
        Assert.Equal(10, await server.AskAsync($"SELECT sum(units) FROM fleek_settlement WHERE node = {node}"));
        Assert.Equal(100, await server.AskAsync($"SELECT sum(paid) FROM fleek_settlement WHERE node = {node}"));

        // The database is away: the ledger does not wait, and nothing is missing afterwards.
        await server.StopAsync();
        for (int unit = 11; unit <= 30; unit++) await LedgerCase.Applies(link, _at.Redeem(unit % 3, unit));
        await ReplicaSet.Until(() => audit is { Problem: not null, Waiting: > 0 }, "nothing is told of the database");
        await server.StartAsync();
        await RecordedAsync(set, audit);
        Assert.Equal((30, 0), (await server.AskAsync(Rows), await server.AskAsync(Gaps)));
        Assert.Null(audit.Problem);

        // The replica is away: it replays its log, and the rows are there already.
        await set.StopAsync(0);
        await audit.DisposeAsync();
        await using SettlementAudit next = new(Options(server));
        current = next;
        await set.StartAsync(0);
        await LedgerCase.Applies(link, _at.Redeem(0, 40));
        await RecordedAsync(set, next);
        Assert.Equal((31, 0), (await server.AskAsync(Rows), await server.AskAsync(Gaps)));
        Assert.Equal((long)set[0].Read(l => l.NodeCredits), await server.AskAsync(Credited));
    }

    [Fact]
    public async Task What_finds_no_room_is_named_as_a_gap()
    {
        await using PostgresServer server = await PostgresServer.StartNewAsync();
        await using SettlementAudit audit = new(Options(server) with { MaxWaiting = 5 });
        LedgerClaim claim = new(default, _at.Payer.Key, new(20), new(10), new(20), new(20));
        for (long height = 1; height <= 3; height++) audit.Take(height, [claim]);
        await ReplicaSet.Until(() => audit.RecordedHeight == 3, "the first heights are not recorded");
        await server.StopAsync();
        for (long height = 4; height <= 20; height++) audit.Take(height, [claim]);
        Assert.Equal(12, audit.Dropped);
        await server.StartAsync();
        await ReplicaSet.Until(() => audit.RecordedHeight == 8, "what waited is not recorded");
        audit.Take(21, [claim]);
        await ReplicaSet.Until(() => audit.RecordedHeight == 21, "later heights are not recorded");
        Assert.Equal(9, await server.AskAsync(Rows));
        Assert.Equal(1, await server.AskAsync(Gaps));
        Assert.Equal(12, await server.AskAsync("SELECT last_height - first_height + 1 FROM fleek_settlement_gap WHERE first_height = 9"));
    }

    private static AuditOptions Options(PostgresServer server) =>
        new(server.Connection, LedgerCase.Chain, "ledger-0") { MaxPause = TimeSpan.FromMilliseconds(200) };

    private static Task RecordedAsync(ReplicaSet set, SettlementAudit audit)
    {
        long height = set[0].Read(l => l.Height);
        return ReplicaSet.Until(() => audit.RecordedHeight >= height && audit.Waiting == 0, $"height {height} is not recorded");
    }
}
