using System.Net;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Nodes;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Sockets.Impairment;
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Users;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>
/// A small exchange that a process plays with itself before a run: what it executes is then compiled, and the first sessions of the run
/// measure the network and not the compiler. Its ledger, keys and money are its own and are thrown away.
/// </summary>
internal static class WarmUp
{
    private const int Chunks = 48, Lanes = 4;

    /// <summary>Returns once all of it has come, or after a few seconds: nothing of the run depends on it.</summary>
    public static async Task RunAsync(LiveScenario scenario, CancellationToken cancel)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(15));
        try
        {
            await PlayAsync(scenario, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // A busy machine: the run itself will be late too, and shows it.
        }
    }

    private static async Task PlayAsync(LiveScenario scenario, CancellationToken cancel)
    {
        PaymentsSpec payments = scenario.Scenario.Payments;
        using IdentityKey node = IdentityKey.Ephemeral(), payer = IdentityKey.Ephemeral(), device = IdentityKey.Ephemeral();
        await using MemoryLedger ledger = new(new LedgerTerms(scenario.Chain, scenario.LedgerSettings));
        await using ILedgerLink bank = ledger.Connect(payer.Key), own = ledger.Connect(node.Key);
        Credits balance = payments.FreezeThreshold + (payments.Price * Lanes * (Chunks + (2L * payments.WindowChunks)));
        Grant terms = new(
            scenario.Chain, payer.Key, device.Key, 0, 0, balance, balance, payments.Price, NodeScope.Any, Lanes, new Instant(long.MaxValue), default);
        SignedGrant grant = new(terms, terms.Sign(payer));
        await bank.SubmitAsync(LedgerTransactions.Of(new Deposit(node.Key, payments.Price, IsStake: true)), cancel);
        await bank.SubmitAsync(LedgerTransactions.Of(new Deposit(payer.Key, balance, IsStake: false)), cancel);
        await bank.SubmitAsync(LedgerTransactions.Of(grant), cancel);

        MemoryContentStore content = new();
        Hash256 id = content.Add(scenario.Content());
        content.TryBlocks(id, out long blocks);
        NodeEndpointOptions business = new(scenario.Chain, scenario.BusinessOf(0), scenario.Chain)
        {
            HeaderInterval = Math.Min(16, payments.WindowChunks),
        };
        await using NodeHost host = new(new NodeHostOptions(business, node, content, new MemoryNodeLog(keepsRecords: false), own));
        await using TcpFrameListener listener = new(new IPEndPoint(IPAddress.Loopback, 0), host.Accept);
        await using UserHost user = new(device, new NoSink());
        LinkValues link = new() { DelayOut = Duration.FromMilliseconds(1), DelayBack = Duration.FromMilliseconds(1) };
        UserLane[] lanes = [.. Enumerable.Range(0, Lanes).Select(number => user.Open(new UserLaneOptions(
            new ClientOptions(scenario.Chain, grant, node.Key, 0) { Lane = number, Window = payments.WindowChunks, PaysAfterClose = true },
            async stop => new ImpairedByteStream(await TcpByteStream.ConnectAsync(listener.At, stop).ConfigureAwait(false), link))))];
        for (int chunk = 0; chunk < Chunks; chunk++)
            foreach (UserLane lane in lanes) lane.Fetch(id, blocks, chunk % blocks, 1);
        while (lanes.Any(lane => lane.Counters.Delivered < Chunks && lane.State == LiveLaneState.Running)) await Task.Delay(5, cancel);
        await user.FinishAsync(TimeSpan.FromSeconds(1));
    }

    private sealed class NoSink : IBlockSink
    {
        public void Deliver(UserLane lane, in DeliveredBlock block, ReadOnlySpan<byte> plain)
        {
            // Nobody wants it.
        }

        public void Ended(UserLane lane)
        {
            // Its state says so.
        }
    }
}
