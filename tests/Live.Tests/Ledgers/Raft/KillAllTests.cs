using System.Collections.Concurrent;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Raft;

namespace Fleek.Tests.Live.Ledgers.Raft;

/// <summary>All replicas are killed at once, at a random moment, while parties submit: what was acknowledged must be there afterwards.</summary>
public sealed class KillAllTests(ITestOutputHelper output)
{
    private static readonly int _rounds =
        int.TryParse(Environment.GetEnvironmentVariable("FLEEK_SIM_KILL_ROUNDS"), out int asked) ? asked
        : Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 40 : 2;

    /// <summary>Set to see how the engine does without the flush of ours.</summary>
    private static readonly bool _flushes = Environment.GetEnvironmentVariable("FLEEK_SIM_KILL_UNFLUSHED") != "1";

    [Fact]
    public async Task No_acknowledged_transaction_is_lost_and_none_counts_twice()
    {
        string folder = Directory.CreateTempSubdirectory("fleek-kill-").FullName;
        Random random = new(20_261_123);
        int wrong = 0;
        for (int round = 0; round < _rounds; round++)
        {
            string problem = await RoundAsync(Path.Combine(folder, $"{round}"), random);
            if (problem.Length == 0) continue;
            wrong++;
            output.WriteLine($"round {round}: {problem}");
        }

        output.WriteLine($"{wrong} of {_rounds} rounds lost or doubled something");
        Directory.Delete(folder, recursive: true);
        Assert.Equal(0, wrong);
    }

    /// <summary>What was wrong, or nothing.</summary>
    private async Task<string> RoundAsync(string folder, Random random)
    {
        IReadOnlyList<LedgerMember> members = ReplicaSet.MembersOf(3);
        ReplicaProcess[] replicas = await StartAsync(members, folder, [0, 1, 2]);
        long acknowledged = 0, submitted = 0;
        ConcurrentQueue<Exception> problems = [];
        await using RaftLedgerLink one = Connect(members), two = Connect(members);
        using CancellationTokenSource enough = new();
        Task[] parties = [.. new[] { one, two }.SelectMany(link => Enumerable.Range(0, 20).Select(i => SubmitAsync(link, i)))];
        await ReplicaSet.Until(() => Volatile.Read(ref acknowledged) > 100, "nothing is acknowledged");
        int leader = await LeaderAsync(one);
        await Task.Delay(random.Next(400));
        foreach (ReplicaProcess replica in replicas) replica.Kill();
        foreach (ReplicaProcess replica in replicas) replica.Dispose();
        long before = acknowledged;

        // Those that followed are a majority and have to know without the leader what it acknowledged.
        int[] followed = [.. Enumerable.Range(0, 3).Where(i => i != leader)];
        replicas = await StartAsync(members, folder, followed);
        // What had no answer is submitted again under its old number.
        await enough.CancelAsync();
        await Task.WhenAll(parties);
        replicas = [.. replicas, .. await StartAsync(members, folder, [leader])];
        string problem = problems.TryPeek(out Exception? first) ? first.Message : "";
        (long deposited, string disagreement) = await AgreeAsync(one);
        problem += disagreement;
        if (deposited != submitted) problem += $"; {submitted} submitted, {before} acknowledged before, {deposited} there";
        output.WriteLine($"{before} acknowledged before the kill, {submitted} submitted, {deposited} there");
        foreach (ReplicaProcess replica in replicas) replica.Dispose();
        return problem;

        async Task SubmitAsync(RaftLedgerLink link, int name)
        {
            byte[] deposit = LedgerCase.Deposit(LedgerCase.Signer(name).Key, 1);
            // Refused, but part of the log: a flush takes longer, and kills fall into it.
            byte[] ballast = new byte[30_000];
            try
            {
                while (!enough.IsCancellationRequested)
                {
                    Interlocked.Increment(ref submitted);
                    if (name % 4 == 0) await link.SubmitAsync(ballast, default);
                    await LedgerCase.Applies(link, deposit);
                    Interlocked.Increment(ref acknowledged);
                }
            }
            catch (Exception problem)
            {
                problems.Enqueue(problem);
            }
        }
    }

    private static RaftLedgerLink Connect(IReadOnlyList<LedgerMember> members)
    {
        PublicKey party = LedgerCase.Signer(99).Key;
        return new(new RaftLedgerLinkOptions([.. members.Select(m => m.Address)], party, new PlainLedgerTransport(party))
        {
            Patience = LedgerCase.Patience,
        });
    }

    private static async Task<int> LeaderAsync(RaftLedgerLink link)
    {
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        while (true)
        {
            IReadOnlyList<LedgerStatus> all = await link.StatusAsync(patience.Token);
            if (all.FirstOrDefault(s => s.IsLeader) is { } leader) return leader.Replica[^1] - '0';
        }
    }

    private static Task<ReplicaProcess[]> StartAsync(IReadOnlyList<LedgerMember> members, string folder, int[] which) =>
        Task.WhenAll(which.Select(i => ReplicaProcess.StartAsync(members, i, Path.Combine(folder, $"{i}"), _flushes)));

    private static async Task<(long Deposited, string Disagreement)> AgreeAsync(RaftLedgerLink link)
    {
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        while (true)
        {
            // A replica whose final entries others have lost takes nothing from them any more.
            IReadOnlyList<LedgerStatus> all = await link.StatusAsync(default);
            if (patience.IsCancellationRequested) return (-1, $"; replicas do not come to agree: {string.Join(", ", all.Select(Text))}");
            if (all.Count != 3 || all.Select(s => s.Height).Distinct().Count() > 1) continue;
            Assert.All(all, status => Assert.True(status.IsConserved));
            bool isFork = all.Select(s => s.StateHash).Distinct().Count() > 1;
            return ((long)all[0].Deposited, isFork ? $"; replicas differ: {string.Join(", ", all.Select(Text))}" : "");
        }

        static string Text(LedgerStatus status) =>
            $"{status.Replica} {(status.IsLeader ? "leads" : "follows")} at {status.Height}, entry {status.LogIndex}";
    }
}
