using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Raft;

namespace Fleek.Tests.Live.Ledgers.Raft;

/// <summary>Whoever comes to a replica's door: settlement goes on, memory does not grow, and the reason is counted.</summary>
public sealed class DoorTests(ITestOutputHelper output)
{
    private readonly LedgerCase _at = new();

    [Fact]
    public async Task Garbage_is_closed_with_a_reason()
    {
        await using ReplicaSet set = new(1);
        await set.StartAllAsync();
        foreach (int length in new[] { 1, 31, 40, 200, 5_000 })
        {
            using Socket socket = await CallAsync(set);
            byte[] garbage = RandomNumberGenerator.GetBytes(length);
            // Bytes that announce a frame longer than any, whatever else they say.
            if (length > 36) garbage[32] = 0xFF;
            await socket.SendAsync(garbage);
            socket.Shutdown(SocketShutdown.Send);
            await EndsAsync(socket);
        }

        await ReplicaSet.Until(() => set[0].Connections == 0, "a connection is still open");
        Assert.Equal(5, set[0].Refusals.Values.Sum());
        Assert.Equal(3, set[0].Refusals["a frame is longer than any"]);
        await SettlesAsync(set);
    }

    [Fact]
    public async Task A_frame_of_4_GB_is_refused_before_anything_is_reserved_for_it()
    {
        await using ReplicaSet set = new(1);
        await set.StartAllAsync();
        using Socket socket = await GreetAsync(set);
        long before = GC.GetTotalAllocatedBytes();
        await socket.SendAsync(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 2 });
        await EndsAsync(socket);
        await ReplicaSet.Until(() => set[0].Refusals.ContainsKey("a frame is longer than any"), "the reason is not counted");
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64L << 20);
    }

    [Fact]
    public async Task A_long_frame_takes_no_more_room_than_what_has_come_of_it()
    {
        await using ReplicaSet set = new(1);
        await set.StartAllAsync();
        long before = GC.GetTotalAllocatedBytes();
        List<Socket> open = [];
        for (int i = 0; i < 60; i++)
        {
            Socket socket = await GreetAsync(set);
            byte[] frame = new byte[4 + 100];
            new WireWriter(frame).UInt32(LedgerFrames.MaxFromParty);
            await socket.SendAsync(frame);
            open.Add(socket);
        }

        Assert.Equal(60, set[0].Connections);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 30L << 20); // of 60 * 1.3 MiB announced
        foreach (Socket socket in open) socket.Dispose();
    }

    [Fact]
    public async Task Idle_connections_do_not_keep_others_from_settling()
    {
        const int idle = 500;
        await using ReplicaSet set = new(1);
        await set.StartAllAsync();
        List<Socket> sockets = [];
        for (int i = 0; i < idle; i++) sockets.Add(await CallAsync(set));
        await ReplicaSet.Until(() => set[0].Connections == idle, "not all are accepted");
        await SettlesAsync(set);
        foreach (Socket socket in sockets) socket.Dispose();
        await ReplicaSet.Until(() => set[0].Connections == 0, "a connection is still open");
    }

    [Fact]
    public async Task Too_many_connections_and_too_many_of_one_key_are_refused()
    {
        await using ReplicaSet set = new(1)
        {
            Change = static options => options with { MaxConnections = 8, MaxConnectionsPerParty = 3 },
        };
        await set.StartAllAsync();
        List<Socket> sockets = [];
        for (int i = 0; i < 4; i++) sockets.Add(await GreetAsync(set, answered: i < 3));
        await ReplicaSet.Until(() => set[0].Refusals.ContainsKey("too many connections of one key"), "all of one key are let in");
        for (int i = 0; i < 10; i++) sockets.Add(await CallAsync(set));
        await ReplicaSet.Until(() => set[0].Refusals.GetValueOrDefault("too many connections") > 0, "all are let in");
        Assert.InRange(set[0].Connections, 1, 8);
        foreach (Socket socket in sockets) socket.Dispose();
    }

    [Fact]
    public async Task A_party_that_does_not_read_is_let_go_and_the_ledger_does_not_wait()
    {
        await using ReplicaSet set = new(1);
        await set.StartAllAsync();
        using Socket deaf = await GreetAsync(set);
        deaf.ReceiveBufferSize = 4_096;
        await deaf.SendAsync(LedgerFrames.Watch(_at.Payer.Key));
        await using RaftLedgerLink link = set.Connect(_at.Payer.Key);
        byte[] deposit = LedgerCase.Deposit(_at.Payer.Key, 1);
        long began = Stopwatch.GetTimestamp();
        int submitted = 0;
        for (; !set[0].Refusals.ContainsKey("a slow reader"); submitted += 1_000)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < LedgerCase.Patience, "nothing happens");
            await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => LedgerCase.Applies(link, deposit)));
        }

        output.WriteLine($"let go after {submitted} entries");
        Assert.Equal(submitted, set[0].Read(l => l.Balance(_at.Payer.Key)));
    }

    [Fact]
    public async Task A_batch_that_comes_again_is_answered_again_and_counts_once()
    {
        await using ReplicaSet set = new(1, snapshotEvery: 1_000);
        await set.StartAllAsync();
        Nonce client = new(7, 7);
        byte[] batch = LedgerBatch.Write([LedgerCase.Deposit(_at.Payer.Key, 5), LedgerCase.Deposit(_at.Payer.Key, 6)]);
        byte[] first = await SubmitAsync(set, client, 1, batch);
        Assert.Equal((byte)LedgerAnswerKind.Final, first[8]);
        Assert.Equal(first, await SubmitAsync(set, client, 1, batch));
        // Through a snapshot and a restart too: what was applied is part of the state.
        for (int i = 0; i < 20; i++) Assert.Equal((byte)LedgerAnswerKind.Final, (await SubmitAsync(set, new Nonce(8, (ulong)i), 1, batch))[8]);
        await set.StopAsync(0);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(set.FolderOf(0), "snapshots")));
        await set.StartAsync(0);
        Assert.Equal(first, await SubmitAsync(set, client, 1, batch));
        Assert.Equal(21 * 11, set[0].Read(l => l.Balance(_at.Payer.Key)));
        // An older number, one too far ahead, or one of a link that is not known cannot be told from lost ones.
        Assert.Equal((byte)LedgerAnswerKind.Final, (await SubmitAsync(set, client, 2, batch))[8]);
        foreach (long number in new long[] { 1, 4 })
            Assert.Equal((byte)LedgerAnswerKind.Forgotten, (await SubmitAsync(set, client, number, batch))[8]);
        Assert.Equal((byte)LedgerAnswerKind.Forgotten, (await SubmitAsync(set, new Nonce(9, 9), 5, batch))[8]);
        Assert.Equal(22 * 11, set[0].Read(l => l.Balance(_at.Payer.Key)));
    }

    [Fact]
    public async Task Who_may_not_bring_money_is_told_and_its_other_transactions_are_final()
    {
        LedgerTerms terms = LedgerCase.Terms with { Depositors = new HashSet<PublicKey> { _at.Payer.Key } };
        await using ReplicaSet set = new(1, terms);
        await set.StartAllAsync();
        await using RaftLedgerLink payer = set.Connect(_at.Payer.Key), node = set.Connect(_at.Nodes[0].Key);
        await _at.BeginAsync(payer, units: 100);
        Task<LedgerReceipt>[] mixed =
        [
            node.SubmitAsync(_at.Redeem(0, 1), default).AsTask(),
            node.SubmitAsync(LedgerCase.Deposit(_at.Nodes[0].Key, 5), default).AsTask(),
            node.SubmitAsync(_at.Redeem(0, 2), default).AsTask(),
        ];
        Assert.Equal(LedgerOutcome.Applied, (await mixed[0]).Verdict.Outcome);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => mixed[1]);
        Assert.Equal(LedgerOutcome.Applied, (await mixed[2]).Verdict.Outcome);
        Assert.Equal(0, set[0].Read(l => l.Balance(_at.Nodes[0].Key)));
    }

    private async Task SettlesAsync(ReplicaSet set)
    {
        await using RaftLedgerLink link = set.Connect(_at.Nodes[0].Key);
        await LedgerCase.Applies(link, LedgerCase.Deposit(_at.Payer.Key, 5));
    }

    private static async Task<Socket> CallAsync(ReplicaSet set)
    {
        await set.LeaderAsync();
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(set.Members[0].Parties);
        return socket;
    }

    private static async Task<Socket> GreetAsync(ReplicaSet set, bool answered = true, Nonce client = default)
    {
        Socket socket = await CallAsync(set);
        await socket.SendAsync(new byte[PublicKey.Length]);
        await socket.SendAsync(LedgerFrames.Hello(client, Duration.Zero, stateOnly: false));
        if (answered) Assert.Equal((byte)LedgerFrameKind.Welcome, (await FrameAsync(socket))[0]);
        return socket;
    }

    /// <summary>The answer to a batch: number, kind and receipts.</summary>
    private static async Task<byte[]> SubmitAsync(ReplicaSet set, Nonce client, long number, byte[] batch)
    {
        using Socket socket = await GreetAsync(set, client: client);
        await socket.SendAsync(LedgerFrames.Submit(number, batch));
        while (true)
        {
            byte[] frame = await FrameAsync(socket);
            if (frame[0] == (byte)LedgerFrameKind.Answer) return frame[1..];
        }
    }

    private static async Task<byte[]> FrameAsync(Socket socket)
    {
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        using NetworkStream stream = new(socket);
        return await LedgerFrames.ReadAsync(stream, new byte[4], LedgerFrames.MaxFromReplica, patience.Token) ?? [];
    }

    private static async Task EndsAsync(Socket socket)
    {
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        byte[] rest = new byte[4_096];
        try
        {
            while (await socket.ReceiveAsync(rest, patience.Token) > 0)
            {
                // What was said before it was closed.
            }
        }
        catch (SocketException)
        {
            // Closed with bytes unread.
        }
    }
}
