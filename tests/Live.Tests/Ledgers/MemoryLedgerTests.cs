using System.Diagnostics;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Ledgers;

namespace Fleek.Tests.Live.Ledgers;

public sealed class MemoryLedgerTests
{
    private readonly LedgerCase _at = new();

    [Fact]
    public async Task A_node_hears_of_the_account_and_then_of_every_claim_on_it()
    {
        await using MemoryLedger ledger = new(LedgerCase.Terms);
        await using ILedgerLink own = ledger.Connect(_at.Nodes[0].Key), other = ledger.Connect(_at.Nodes[1].Key);
        await _at.BeginAsync(own, units: 100);
        await LedgerCase.Applies(own, _at.Redeem(0, 7));
        await other.WatchAsync(_at.Payer.Key, default);
        LedgerNews opened = await LedgerCase.NextAsync(other.News);
        Assert.Equal((LedgerNewsKind.Opened, new Credits(930), Credits.Zero), (opened.Kind, opened.Amount, opened.Cumulative));
        LedgerNews spent = await LedgerCase.NextAsync(other.News);
        Assert.Equal((LedgerNewsKind.GrantSpent, _at.Grant.Id(), new Credits(70)), (spent.Kind, spent.Grant, spent.Cumulative));

        await LedgerCase.Applies(own, _at.Redeem(0, 9));
        LedgerNews entry = await LedgerCase.NextAsync(other.News);
        Assert.Equal(
            (LedgerNewsKind.Entry, _at.Nodes[0].Key, new Credits(20), new Credits(90)),
            (entry.Kind, entry.Node, entry.Amount, entry.Cumulative));
        Assert.Equal(new Credits(90), (await LedgerCase.NextAsync(other.News)).Cumulative);

        await LedgerCase.Applies(other, _at.Redeem(1, 5));
        LedgerNews mine = await LedgerCase.NextAsync(other.News);
        Assert.Equal((_at.Nodes[1].Key, new Credits(50), new Credits(50)), (mine.Node, mine.Amount, mine.Cumulative));
        await LedgerCase.Applies(own, LedgerCase.Deposit(_at.Payer.Key, 300));
        LedgerNews money = await LedgerCase.NextAsync(other.News);
        Assert.Equal((LedgerNewsKind.Entry, default, new Credits(-300)), (money.Kind, money.Node, money.Amount));

        await own.WatchAsync(_at.Payer.Key, default);
        opened = await LedgerCase.NextAsync(own.News);
        Assert.Equal((new Credits(1_160), new Credits(90)), (opened.Amount, opened.Cumulative));
    }

    [Fact]
    public async Task A_silent_ledger_says_that_it_is_alive()
    {
        await using MemoryLedger ledger = new(LedgerCase.Terms);
        await using ILedgerLink link = ledger.Connect(_at.Payer.Key);
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        Assert.Equal(LedgerNewsKind.Epoch, (await link.News.ReadAsync(patience.Token)).Kind);
        LedgerNews first = await link.News.ReadAsync(patience.Token), second = await link.News.ReadAsync(patience.Token);
        Assert.Equal((LedgerNewsKind.Alive, LedgerNewsKind.Alive), (first.Kind, second.Kind));
        Assert.True(second.Height > first.Height);
    }

    [Fact]
    public async Task A_lag_shows_an_account_as_it_was_and_its_entries_later()
    {
        Duration lag = Duration.FromMilliseconds(300);
        await using MemoryLedger ledger = new(LedgerCase.Terms);
        await using ILedgerLink now = ledger.Connect(_at.Nodes[0].Key), late = ledger.Connect(_at.Nodes[1].Key, lag);
        await _at.BeginAsync(now, units: 100);
        long submitted = Stopwatch.GetTimestamp();
        await LedgerCase.Applies(now, _at.Redeem(0, 7));
        await late.WatchAsync(_at.Payer.Key, default);
        LedgerNews opened = await LedgerCase.NextAsync(late.News);
        Credits balance = opened.Amount;
        Assert.True(balance != new Credits(930) || Stopwatch.GetElapsedTime(submitted) >= TimeSpan.FromSeconds(lag.Seconds), "seen too early");
        while (balance != new Credits(930))
        {
            LedgerNews news = await LedgerCase.NextAsync(late.News);
            if (news.Kind == LedgerNewsKind.Entry) balance -= news.Amount;
            if (news.Node == _at.Nodes[0].Key)
                Assert.True(Stopwatch.GetElapsedTime(submitted) >= TimeSpan.FromSeconds(lag.Seconds), "an entry was seen too early");
        }
    }

    [Fact]
    public async Task Who_does_not_read_hears_the_sum_of_what_was_missed()
    {
        await using MemoryLedger ledger = new(LedgerCase.Terms);
        await using ILedgerLink link = ledger.Connect(_at.Nodes[0].Key);
        await link.WatchAsync(_at.Payer.Key, default);
        const int deposits = 70_000;
        byte[] deposit = LedgerCase.Deposit(_at.Payer.Key, 1);
        for (int i = 0; i < deposits; i++) await link.SubmitAsync(deposit, default);
        int heard = 0;
        for (Credits balance = Credits.Zero; balance != new Credits(deposits); heard++)
        {
            LedgerNews news = await LedgerCase.NextAsync(link.News);
            balance -= news.Amount;
        }

        Assert.InRange(heard, 1, 1 << 16);
    }

    [Fact]
    public async Task Only_who_may_brings_money()
    {
        await using MemoryLedger ledger = new(LedgerCase.Terms with { Depositors = new HashSet<PublicKey> { _at.Payer.Key } });
        await using ILedgerLink node = ledger.Connect(_at.Nodes[0].Key), payer = ledger.Connect(_at.Payer.Key);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(
            async () => await node.SubmitAsync(LedgerCase.Deposit(_at.Nodes[0].Key, 5), default));
        await LedgerCase.Applies(payer, LedgerCase.Deposit(_at.Payer.Key, 5));
        LedgerStatus status = Assert.Single(await node.StatusAsync(default));
        Assert.Equal(((Int128)5, (Int128)5, true), (status.Deposited, status.Balances, status.IsConserved));
    }

    [Fact]
    public async Task Bytes_that_are_no_transaction_are_refused()
    {
        await using MemoryLedger ledger = new(LedgerCase.Terms);
        await using ILedgerLink link = ledger.Connect(_at.Payer.Key);
        foreach (byte[] bytes in new byte[][] { [], [0], [255], new byte[1_000] })
            Assert.Equal(LedgerRefusal.Malformed, (await link.SubmitAsync(bytes, default)).Verdict.Refusal);
    }
}
