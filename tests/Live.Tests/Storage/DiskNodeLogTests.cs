using System.Buffers.Binary;
using CsCheck;
using Fleek.Sim.Live.Storage.Logs;
using Fleek.Tests.Live.Support;

namespace Fleek.Tests.Live.Storage;

public sealed class DiskNodeLogTests
{
    private const string Folder = "/log";
    private const string First = "/log/0000000000000001.log";

    [Fact]
    public async Task What_was_appended_is_there_after_a_restart()
    {
        using TempFolder folder = new();
        byte[] expected = [.. Enumerable.Range(1, 100).SelectMany(i => Record(i, 20 + i))];
        await using (DiskNodeLog log = DiskNodeLog.Open(folder["log"]))
        {
            LogWatcher watcher = new();
            Assert.Equal(0, log.Restore().Length);
            log.Begin(0, watcher);
            for (int i = 1; i <= 100; i++) log.Append(Record(i, 20 + i), i);
            watcher.Wait(w => w.Told == 100);
            Assert.Equal(expected.Length, log.Bytes);
        }

        await using DiskNodeLog again = DiskNodeLog.Open(folder["log"]);
        Assert.Equal(expected, again.Restore().ToArray());
        Assert.Equal((expected.Length, 0L, 0), (again.Recovery.RecordBytes, again.Recovery.CutBytes, again.Recovery.RemovedFiles));
    }

    [Fact]
    public async Task What_waits_at_the_end_is_written_before_it_closes()
    {
        using TempFolder folder = new();
        LogWatcher watcher = new();
        DiskNodeLog log = DiskNodeLog.Open(folder["log"]);
        log.Begin(0, watcher);
        for (int i = 1; i <= 1000; i++) log.Append(Record(i, 79), i);
        await log.DisposeAsync();
        Assert.Equal(1000, watcher.Told);
        Assert.Throws<ObjectDisposedException>(() => log.Append(Record(1001, 79), 1001));
    }

    [Fact]
    public async Task Only_its_owner_may_read_it_and_one_process_write()
    {
        using TempFolder folder = new();
        await using DiskNodeLog log = DiskNodeLog.Open(folder["log"]);
        Assert.Equal(NodeLogProblem.InUse, Assert.Throws<NodeLogException>(() => DiskNodeLog.Open(folder["log"])).Problem);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(folder["log"]));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(log.Path));
    }

    /// <summary>The power goes after every single byte of a run in which each record is flushed alone.</summary>
    [Fact]
    public void After_a_crash_at_any_byte_a_prefix_is_left_that_holds_all_that_was_told()
    {
        int crashes = 0;
        for (long budget = 1; ; budget++)
        {
            PowerlessDisk disk = new(budget);
            Run run = new(disk);
            for (int i = 1; i <= 8 && run.Alive; i++) run.AppendAndWait(i == 5 ? 0 : 30 + (11 * i), replaces: i == 5);
            foreach (PowerlessDisk.Remains rest in Enum.GetValues<PowerlessDisk.Remains>())
                foreach (double kept in (double[])[0, 0.5, 0.99, 1])
                    run.RequireRecovered(disk.AfterCrash(kept, rest));
            if (!disk.IsOff) break;
            crashes++;
        }

        Assert.InRange(crashes, 900, 5000);
    }

    /// <summary>Batches of any make-up, new logs in between, power lost anywhere.</summary>
    [Fact]
    public void After_a_crash_anywhere_in_any_run_a_prefix_is_left_that_holds_all_that_was_told()
    {
        Gen<(int Length, int Kind)[]> steps = Gen.Select(Gen.Int[1, 200], Gen.Int[0, 19]).Array[1, 60];
        Gen.Select(steps, Gen.Long[1, 12_000], Gen.Double[0, 1], Gen.Enum<PowerlessDisk.Remains>()).Sample(
            (all, budget, kept, rest) =>
            {
                PowerlessDisk disk = new(budget);
                Run run = new(disk);
                foreach ((int length, int kind) in all)
                {
                    if (!run.Alive) break;
                    if (kind == 0) run.Append(length, replaces: true);
                    else if (kind < 5) run.AppendAndWait(length, replaces: false);
                    else run.Append(length, replaces: false);
                }

                run.Close();
                run.RequireRecovered(disk.AfterCrash(kept, rest));
            },
            iter: 400, threads: 1, seed: "0000KOIlZQw4");
    }

    [Fact]
    public void A_byte_that_changed_before_the_end_is_told_by_its_place_and_nothing_is_cut()
    {
        PowerlessDisk disk = Written(10, 50);
        int length = disk.LengthOf(First);
        const int head = 80, batch = 16 + 50 + 16;
        Assert.Equal(head + (10 * batch), length);
        for (int offset = head; offset < length - batch; offset += 3)
        {
            disk.Flip(First, offset);
            NodeLogException refused = Assert.Throws<NodeLogException>(() => Open(disk));
            Assert.Equal(NodeLogProblem.Damaged, refused.Problem);
            Assert.Equal(head + ((offset - head) / batch * batch), refused.Offset);
            Assert.Equal(length, disk.LengthOf(First));
            disk.Flip(First, offset);
        }

        Assert.Equal(500, Open(disk).Restore().Length);
    }

    [Fact]
    public void A_torn_end_is_cut_off_and_told()
    {
        PowerlessDisk disk = Written(10, 50);
        disk.Flip(First, disk.LengthOf(First) - 1);
        DiskNodeLog log = Open(disk);
        Assert.Equal(450, log.Restore().Length);
        Assert.Equal((9L, 16L + 50 + 16), (log.Recovery.Batches, log.Recovery.CutBytes));
        LogWatcher watcher = new();
        log.Begin(450, watcher);
        log.Append(Record(10, 60), 1);
        watcher.Wait(w => w.Told == 1);
        Assert.Equal(510, Open(disk).Restore().Length);
    }

    [Fact]
    public void A_file_that_is_no_log_is_refused()
    {
        for (int offset = 0; offset < 80; offset++)
        {
            PowerlessDisk disk = Written(2, 50);
            disk.Flip(First, offset);
            Assert.Equal(NodeLogProblem.NotALog, Assert.Throws<NodeLogException>(() => Open(disk)).Problem);
        }

        PowerlessDisk renamed = Written(2, 50);
        renamed.Rename(First, "/log/0000000000000002.log");
        Assert.Equal(NodeLogProblem.NotALog, Assert.Throws<NodeLogException>(() => Open(renamed)).Problem);
    }

    [Fact]
    public void Records_behind_which_none_begins_are_refused()
    {
        DiskNodeLog log = Open(Written(10, 50));
        NodeLogException refused = Assert.Throws<NodeLogException>(() => log.Begin(450, new LogWatcher()));
        Assert.Contains("450 of 500", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_too_large_to_read_is_refused()
    {
        PowerlessDisk disk = Written(10, 50);
        NodeLogOptions small = new() { MaxBytes = 300 };
        Assert.Equal(NodeLogProblem.TooLarge, Assert.Throws<NodeLogException>(() => new DiskNodeLog(disk, Folder, small, null)).Problem);
    }

    [Fact]
    public void On_a_full_disk_nothing_is_told_and_with_room_it_goes_on()
    {
        PowerlessDisk disk = new() { Room = 400 };
        LogWatcher watcher = new();
        DiskNodeLog log = new(disk, Folder, new NodeLogOptions { RetryEvery = TimeSpan.FromMilliseconds(5) }, null);
        log.Begin(0, watcher);
        for (int i = 1; i <= 10; i++)
        {
            log.Append(Record(i, 50), i);
            if (i <= 3) watcher.Wait(w => w.Told == i);
        }

        watcher.Wait(w => w.Stalls == 1);
        Assert.Equal(NodeLogState.Stalled, log.State);
        Assert.Contains("no space", log.Trouble, StringComparison.Ordinal);
        Assert.Equal(3, watcher.Told);
        Assert.Equal(150, Open(disk.AfterCrash(1, PowerlessDisk.Remains.Nothing)).Restore().Length);

        disk.Room = long.MaxValue;
        watcher.Wait(w => w.Told == 10);
        Assert.Equal((NodeLogState.Good, 1, 1, null), (log.State, watcher.Stalls, watcher.Resumptions, watcher.Failure));
        Assert.Equal(Enumerable.Range(1, 10).SelectMany(i => Record(i, 50)), Open(disk).Restore().ToArray());
    }

    [Fact]
    public async Task A_full_disk_does_not_hold_up_the_end()
    {
        PowerlessDisk disk = new() { Room = 100 };
        LogWatcher watcher = new();
        DiskNodeLog log = new(disk, Folder, new NodeLogOptions { RetryEvery = TimeSpan.FromDays(1) }, null);
        log.Begin(0, watcher);
        log.Append(Record(1, 50), 1);
        watcher.Wait(w => w.Stalls == 1);
        await log.DisposeAsync();
        Assert.Equal(0, watcher.Told);
    }

    [Fact]
    public void More_waiting_than_may_wait_fails_the_log()
    {
        PowerlessDisk disk = new() { Room = 100 };
        LogWatcher watcher = new();
        DiskNodeLog log = new(disk, Folder, new NodeLogOptions { MaxWaitingBytes = 500, RetryEvery = TimeSpan.FromMilliseconds(5) }, null);
        log.Begin(0, watcher);
        for (int i = 1; i <= 11; i++) log.Append(Record(i, 50), i);
        Assert.Equal(NodeLogState.Failed, log.State);
        Assert.Contains("500 bytes", watcher.Failure, StringComparison.Ordinal);
        disk.Room = long.MaxValue;
        log.Append(Record(12, 50), 12);
        Assert.Equal(0, watcher.Told);
    }

    [Fact]
    public void A_flush_that_failed_is_never_tried_again()
    {
        PowerlessDisk disk = new();
        LogWatcher watcher = new();
        DiskNodeLog log = new(disk, Folder, new NodeLogOptions(), null);
        log.Begin(0, watcher);
        log.Append(Record(1, 50), 1);
        watcher.Wait(w => w.Told == 1);
        disk.FlushFault = new IOException("input/output error", 5);
        log.Append(Record(2, 50), 2);
        watcher.Wait(w => w.Failure is not null);
        disk.FlushFault = null;
        log.Append(Record(3, 50), 3);
        Assert.Equal((NodeLogState.Failed, 1L), (log.State, watcher.Told));

        // Not even one that says that there is no room: what it dropped is not known.
        PowerlessDisk full = new();
        LogWatcher other = new();
        DiskNodeLog second = new(full, Folder, new NodeLogOptions(), null);
        full.FlushFault = new IOException("no space left on the device", 28);
        second.Begin(0, other);
        second.Append(Record(1, 50), 1);
        other.Wait(w => w.Failure is not null);
        Assert.Equal(0, other.Told);
    }

    [Fact]
    public void A_new_log_takes_the_place_of_the_old_one()
    {
        PowerlessDisk disk = new();
        LogWatcher watcher = new();
        DiskNodeLog log = new(disk, Folder, new NodeLogOptions { ReplaceAboveBytes = 400 }, null);
        log.Begin(0, watcher);
        for (int i = 1; i <= 10; i++) log.Append(Record(i, 50), i);
        Assert.True(log.WantsReplacing);
        byte[] all = [.. Record(9, 120), .. Record(10, 100)];
        log.Replace(all, 11);
        Assert.False(log.WantsReplacing);
        log.Append(Record(12, 70), 12);
        watcher.Wait(w => w.Told == 12);
        Assert.Equal(["/log/0000000000000002.log"], disk.Files(Folder));
        Assert.Equal(290, log.Bytes);
        DiskNodeLog again = Open(disk);
        Assert.Equal([.. all, .. Record(12, 70)], again.Restore().ToArray());
        Assert.False(again.WantsReplacing);
    }

    [Fact]
    public void Without_room_for_a_new_log_the_old_one_goes_on()
    {
        PowerlessDisk disk = new() { Room = 1000 };
        LogWatcher watcher = new();
        DiskNodeLog log = new(disk, Folder, new NodeLogOptions { ReplaceAboveBytes = 100 }, null);
        log.Begin(0, watcher);
        for (int i = 1; i <= 10; i++)
        {
            log.Append(Record(i, 40), i);
            watcher.Wait(w => w.Told == i);
        }

        log.Replace(Record(11, 300), 11);
        log.Append(Record(12, 40), 12);
        watcher.Wait(w => w.Told == 12);
        Assert.Equal((NodeLogState.Good, 0), (log.State, watcher.Stalls));
        Assert.Equal([First], disk.Files(Folder));
        Assert.Equal(440, log.Bytes);
        Assert.Equal(Enumerable.Range(1, 12).Where(i => i != 11).SelectMany(i => Record(i, 40)), Open(disk).Restore().ToArray());
    }

    [Fact]
    public void What_waits_while_one_flush_is_under_way_is_one_batch()
    {
        PowerlessDisk disk = new() { Room = 90 };
        LogWatcher watcher = new();
        List<LogFlush> flushes = [];
        DiskNodeLog log = new(disk, Folder, new NodeLogOptions { RetryEvery = TimeSpan.FromMilliseconds(5), MaxBatchBytes = 5000 }, null)
        {
            Flushed = flushes.Add,
        };
        log.Begin(0, watcher);
        log.Append(Record(1, 50), 1);
        watcher.Wait(w => w.Stalls == 1);
        for (int i = 2; i <= 201; i++) log.Append(Record(i, 50), i);
        disk.Room = long.MaxValue;
        watcher.Wait(w => w.Told == 201);
        Assert.Equal([(1, 50), (100, 5000), (100, 5000)], flushes.Select(flush => (flush.Records, flush.Bytes)));
    }

    private static DiskNodeLog Open(PowerlessDisk disk) => new(disk, Folder, new NodeLogOptions(), null);

    /// <summary>A disk with so many records, each in a batch of its own.</summary>
    private static PowerlessDisk Written(int records, int bytes)
    {
        PowerlessDisk disk = new();
        LogWatcher watcher = new();
        DiskNodeLog log = Open(disk);
        log.Begin(0, watcher);
        for (int i = 1; i <= records; i++)
        {
            log.Append(Record(i, bytes), i);
            watcher.Wait(w => w.Told == i);
        }

        return disk;
    }

    /// <summary>Bytes that tell which record it is; magic of batches among them, for who would be taken in by it.</summary>
    private static byte[] Record(int number, int length)
    {
        byte[] record = new byte[length];
        for (int i = 0; i < length; i++) record[i] = (byte)((number * 131) + (i * i));
        if (length >= 16) "FXLB"u8.CopyTo(record.AsSpan(8));
        if (length >= 4) BinaryPrimitives.WriteInt32BigEndian(record, number);
        return record;
    }

    /// <summary>A log that is written until its disk dies, and what may be left of it.</summary>
    private sealed class Run
    {
        private readonly LogWatcher _watcher = new();
        private readonly DiskNodeLog? _log;

        /// <summary>What the log holds after each step, before any first.</summary>
        private readonly List<byte[]> _contents = [[]];

        public Run(PowerlessDisk disk)
        {
            try
            {
                _log = Open(disk);
                _log.Begin(0, _watcher);
            }
            catch (IOException)
            {
                Assert.True(disk.IsOff);
            }
        }

        public bool Alive => _log is not null && _log.State == NodeLogState.Good;

        public void Append(int length, bool replaces)
        {
            int number = _contents.Count;
            byte[] record = Record(number, length);
            _contents.Add(replaces ? record : [.. _contents[^1], .. record]);
            if (replaces) _log!.Replace(record, number);
            else _log!.Append(record, number);
        }

        public void AppendAndWait(int length, bool replaces)
        {
            Append(length, replaces);
            long number = _contents.Count - 1;
            _watcher.Wait(w => w.Told == number || w.Failure is not null);
        }

        public void Close() => _log?.DisposeAsync().AsTask().GetAwaiter().GetResult();

        public void RequireRecovered(PowerlessDisk disk)
        {
            byte[] left = Open(disk).Restore().ToArray();
            Assert.Contains(_contents.Skip((int)_watcher.Told), content => content.AsSpan().SequenceEqual(left));
        }
    }
}
