using System.Buffers.Binary;
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Storage.Logs;
using Fleek.Tests.Live.Support;

namespace Fleek.Tests.Live.Storage;

/// <summary>The log on file systems of this machine: full, read-only, and under a process that is killed.</summary>
public sealed class RealDiskTests
{
    private const string FolderVariable = "FLEEK_TEST_LOG_FOLDER";
    private const string ToldVariable = "FLEEK_TEST_TOLD_FILE";
    private const int RecordBytes = 79;

    [Fact]
    public async Task A_full_file_system_stalls_the_log_and_room_lets_it_go_on()
    {
        using TinyDisk disk = new(256);
        string ballast = Path.Combine(disk.Path, "ballast");
        File.WriteAllBytes(ballast, new byte[128 << 10]);
        LogWatcher watcher = new();
        DiskNodeLog log = DiskNodeLog.Open(Path.Combine(disk.Path, "log"), new NodeLogOptions { RetryEvery = TimeSpan.FromMilliseconds(20) });
        log.Begin(0, watcher);
        int number = 0;
        while (watcher.Stalls == 0)
        {
            log.Append(Record(++number), number);
            long sent = number;
            if (number % 16 == 0) watcher.Wait(w => w.Told == sent || w.Stalls > 0);
        }

        long told = watcher.Told;
        Assert.InRange(told, 1000, number - 1);
        Assert.Equal(NodeLogState.Stalled, log.State);
        File.Delete(ballast);
        watcher.Wait(w => w.Told == number);
        Assert.Equal((1, null), (watcher.Resumptions, watcher.Failure));
        await log.DisposeAsync();
        await RequirePrefixAsync(Path.Combine(disk.Path, "log"), number);
    }

    [Fact]
    public async Task A_read_only_file_system_is_refused_before_anything_starts()
    {
        using TinyDisk disk = new(256);
        string folder = Path.Combine(disk.Path, "log");
        await DiskNodeLog.Open(folder).DisposeAsync();
        disk.MakeReadOnly();
        NodeLogException refused = Assert.Throws<NodeLogException>(() => DiskNodeLog.Open(folder));
        Assert.Equal(NodeLogProblem.Unusable, refused.Problem);
        Assert.Contains("ead-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_process_was_told_is_there_each_time()
    {
        using TempFolder folder = new();
        long told = 0;
        for (int round = 0; round < 4; round++)
        {
            using ChildTest child = new(
                $"{typeof(RealDiskTests).FullName}.{nameof(Appends_until_it_is_killed)}",
                (FolderVariable, folder["log"]), (ToldVariable, folder["told"]));
            long goal = told + 500 + (round * 1000);
            SpinWait.SpinUntil(() => child.HasEnded || ReadTold(folder["told"]) >= goal, TimeSpan.FromSeconds(60));
            child.Kill();
            told = ReadTold(folder["told"]);
            Assert.True(told >= goal, $"told {told}, goal {goal}");
            await RequirePrefixAsync(folder["log"], told);
        }
    }

    [Fact(Explicit = true)]
    public void Appends_until_it_is_killed()
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("run by another test");
        using FileStream told = new(Environment.GetEnvironmentVariable(ToldVariable)!, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, 0);
        DiskNodeLog log = DiskNodeLog.Open(folder);
        int number = log.Restore().Length / RecordBytes;
        TellTold telling = new(told, number);
        log.Begin(log.Restore().Length, telling);
        for (long deadline = Environment.TickCount64 + 60_000; Environment.TickCount64 < deadline;)
        {
            number++;
            log.Append(Record(number), number);
            if (number % 64 == 0) Thread.Yield();
            while (number - telling.Told > 5000) Thread.Sleep(1);
        }
    }

    private static long ReadTold(string path)
    {
        if (!File.Exists(path)) return 0;
        byte[] bytes = new byte[8];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        return file.ReadAtLeast(bytes, 8, throwOnEndOfStream: false) == 8 ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;
    }

    /// <summary>The log holds whole records in order, as many as were told at least.</summary>
    private static async Task RequirePrefixAsync(string folder, long atLeast)
    {
        await using DiskNodeLog log = DiskNodeLog.Open(folder);
        RequirePrefix(log.Restore().Span, atLeast);
    }

    private static void RequirePrefix(ReadOnlySpan<byte> left, long atLeast)
    {
        Assert.Equal(0, left.Length % RecordBytes);
        Assert.True(left.Length / RecordBytes >= atLeast, $"{left.Length / RecordBytes} records of {atLeast} that were told");
        for (int i = 0; i < left.Length / RecordBytes; i++) Assert.True(left.Slice(i * RecordBytes, RecordBytes).SequenceEqual(Record(i + 1)));
    }

    private static byte[] Record(int number)
    {
        byte[] record = new byte[RecordBytes];
        new Random(number).NextBytes(record);
        return record;
    }

    /// <summary>Writes to a file what was told, before it tells any more.</summary>
    private sealed class TellTold(FileStream file, long told) : INodeLogListener
    {
        public long Told { get; private set; } = told;

        public void Durable(long number)
        {
            byte[] bytes = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            RandomAccess.Write(file.SafeFileHandle, bytes, 0);
            Told = number;
        }

        public void Failed(string why) => throw new InvalidOperationException(why);
    }
}
