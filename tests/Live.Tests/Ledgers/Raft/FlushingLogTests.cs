using System.Security.Cryptography;
using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Fleek.Sim.Live.Ledgers.Raft;

namespace Fleek.Tests.Live.Ledgers.Raft;

/// <summary>What is on the disk at the moment at which a follower would acknowledge.</summary>
public sealed class FlushingLogTests(ITestOutputHelper output)
{
    private const int Rounds = 20;

    [Fact]
    public async Task What_is_acknowledged_is_on_the_disk()
    {
        Assert.Equal(Rounds, await KeptAsync(static (options, machine) => new FlushingLog(options, machine)));
        output.WriteLine($"the engine's own log: {await KeptAsync(static (options, machine) => new WriteAheadLog(options, machine))} of {Rounds} rounds");
    }

    /// <summary>In how many rounds all entries are in a copy of the files that was made right after they were appended.</summary>
    private static async Task<int> KeptAsync(Func<WriteAheadLog.Options, IStateMachine, IPersistentState> open)
    {
        string folder = Directory.CreateTempSubdirectory("fleek-flush-").FullName;
        int kept = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string live = Path.Combine(folder, $"{round}"), copy = live + "-copy";
            // Through the interface, as the engine calls it.
            IPersistentState log = open(OptionsOf(live), MachineIn(live));
            await log.InitializeAsync(default);
            BinaryLogEntry[] entries =
                [.. Enumerable.Range(0, 4).Select(_ => new BinaryLogEntry { Content = RandomNumberGenerator.GetBytes(200_000), Term = 1 })];
            await log.AppendAsync(new LogEntryProducer<BinaryLogEntry>(entries), 1L, false, default);
            Copy(Path.Combine(live, "log"), Path.Combine(copy, "log"));
            await using WriteAheadLog read = new(OptionsOf(copy), MachineIn(copy));
            if (read.LastEntryIndex == entries.Length) kept++;
            await ((IAsyncDisposable)log).DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
        return kept;
    }

    private static WriteAheadLog.Options OptionsOf(string folder) => new()
    {
        Location = Path.Combine(folder, "log"),
        ChunkSize = 4 << 20,
        MemoryManagement = WriteAheadLog.MemoryManagementStrategy.PrivateMemory,
    };

    private static LedgerStateMachine MachineIn(string folder) =>
        new(LedgerCase.Terms, Path.Combine(folder, "snapshots"), snapshotEvery: long.MaxValue, renewal: null);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.GetDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (string file in Directory.GetFiles(from))
        {
            // Shared: the log has it open.
            using FileStream source = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream target = File.Create(Path.Combine(to, Path.GetFileName(file)));
            source.CopyTo(target);
        }
    }
}
