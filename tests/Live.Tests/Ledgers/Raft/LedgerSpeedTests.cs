using System.Diagnostics;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Raft;

namespace Fleek.Tests.Live.Ledgers.Raft;

/// <summary>How many transactions a second; the numbers are printed, and only the counts are asserted.</summary>
public sealed class LedgerSpeedTests(ITestOutputHelper output)
{
    private static readonly bool _isLong = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Deposits_by_batches_of_100(int replicas)
    {
        int batches = _isLong ? 2_000 : 200;
        await using ReplicaSet set = new(replicas);
        await set.StartAllAsync();
        RaftLedgerLink[] links = [.. Enumerable.Range(0, 4).Select(i => set.Connect(LedgerCase.Signer(i).Key))];
        byte[] deposit = LedgerCase.Deposit(LedgerCase.Signer(1).Key, 1);
        foreach (RaftLedgerLink link in links) await LedgerCase.Applies(link, deposit);
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(links.Select(async link =>
        {
            for (int i = 0; i < batches / links.Length; i++)
                await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => link.SubmitAsync(deposit, default).AsTask()));
        }));
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine($"{replicas} replicas, 4 links: {100 * batches / seconds:0} transactions/s, {batches / links.Length / seconds:0} batches/s of a link");
        LedgerStatus leader = (await links[0].StatusAsync(default)).Single(s => s.IsLeader);
        Assert.Equal((100 * batches) + links.Length, leader.Deposited);
        foreach (RaftLedgerLink link in links) await link.DisposeAsync();
    }

    [Fact]
    public async Task Redemptions_by_batches_of_100()
    {
        int batches = _isLong ? 200 : 20;
        LedgerCase at = new();
        await using ReplicaSet set = new(1);
        await set.StartAllAsync();
        await using RaftLedgerLink link = set.Connect(at.Nodes[0].Key);
        await at.BeginAsync(link, units: 1_000_000);
        byte[][] claims = [.. Enumerable.Range(0, batches).Select(i => Claims(at, i))];
        long began = Stopwatch.GetTimestamp();
        foreach (byte[] batch in claims) await LedgerCase.Applies(link, batch);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine($"1 replica, 1 link, real signatures: {100 * batches / seconds:0} redemptions/s");
        Assert.Equal(100 * batches * LedgerCase.Price, set[0].Read(l => l.NodeCredits));
    }

    /// <summary>100 claims of one lane, each for one unit more.</summary>
    private static byte[] Claims(LedgerCase at, int batch)
    {
        LaneTicket[] tickets = new LaneTicket[100];
        for (int i = 0; i < tickets.Length; i++)
        {
            Credits cumulative = new(((batch * 100) + i + 1) * LedgerCase.Price);
            FinalTicket final = new(LedgerCase.Chain, at.Grant.Id(), at.Nodes[0].Key, 0, 0, new(LedgerCase.Price), cumulative);
            tickets[i] = new LaneTicket(HeldTicket.Final, default, 0, default, final, cumulative, final.Sign(at.Device));
        }

        return LedgerTransactions.Redeem(tickets);
    }
}
