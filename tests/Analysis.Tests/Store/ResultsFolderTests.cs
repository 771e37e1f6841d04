using System.Text;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Tests.Store;

public sealed class ResultsFolderTests : IDisposable
{
    private const string Command = "./fleek-sim sweep sample";

    private readonly TempFolder _temp = new();
    private readonly Plan _plan = Sample.Sweep(thresholds: 3, rules: 2);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void What_was_appended_is_there_after_reopening()
    {
        string path = ResultsFolder.DefaultPath(_temp.Path, _plan);
        Dictionary<RunKey, JournalEntry> all = Sample.AllDone(_plan);
        using (ResultsFolder folder = Create(path))
            foreach (JournalEntry entry in all.Values) folder.Append(entry);

        using ResultsFolder again = ResultsFolder.Open(path, _ => _plan);
        Assert.Equal(all.Count, again.Entries.Count);
        foreach (JournalEntry entry in all.Values)
        {
            JournalEntry read = again.Entries[entry.Key];
            Assert.Equal(entry.Result!.Measures, read.Result!.Measures);
            Assert.Equal(entry with { Result = null }, read with { Result = null });
            Assert.Equal((entry.Result.TraceHash, entry.Result.Events), (read.Result.TraceHash, read.Result.Events));
        }

        Assert.Same(_plan, again.Plan);
        Assert.Equal(Command, again.Manifest.CommandLine);
    }

    [Fact]
    public void The_reader_gets_all_that_the_planner_needs()
    {
        using (Create(_temp.In("r"))) { }
        StoredPlan? seen = null;
        using ResultsFolder folder = ResultsFolder.Open(_temp.In("r"), stored =>
        {
            seen = stored;
            return _plan;
        });
        Assert.Equal(_plan.ResolvedYaml, seen!.Yaml);
        Assert.Equal((_plan.Name, true, _plan.Hash), (seen.Scenario, seen.Sweep, seen.Hash));
        Assert.Equal(_plan.Seeds, seen.Seeds);
        Assert.Equal(_plan.Inputs[0].Sha256, seen.Sha256Of("data/rtt.csv"));
        Assert.Null(seen.Sha256Of("other"));
    }

    [Fact]
    public void The_last_line_of_a_run_wins()
    {
        Cell cell = _plan.Cells[0];
        using (ResultsFolder folder = Create(_temp.In("r")))
        {
            folder.Append(Sample.Failed(cell, 1, "out of luck"));
            folder.Append(Sample.Done(cell, 1));
        }

        using ResultsFolder again = Create(_temp.In("r"));
        Assert.Equal(RunStatus.Done, Assert.Single(again.Entries).Value.Status);
    }

    [Fact]
    public void A_kill_at_any_byte_loses_at_most_the_line_being_written()
    {
        using (ResultsFolder folder = Create(_temp.In("r")))
            for (ulong seed = 1; seed <= 3; seed++) folder.Append(Sample.Done(_plan.Cells[0], seed));
        string journal = _temp.In("r", "journal.jsonl");
        byte[] whole = File.ReadAllBytes(journal);
        for (int length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(journal, whole[..length]);
            int lines = whole[..length].Count(b => b == '\n');
            using (ResultsFolder folder = Create(_temp.In("r")))
            {
                Assert.Equal(lines, folder.Entries.Count);
                folder.Append(Sample.Done(_plan.Cells[1], 9));
            }

            using ResultsFolder again = Create(_temp.In("r"));
            Assert.Equal(lines + 1, again.Entries.Count);
        }
    }

    [Fact]
    public void A_tail_of_zeros_as_a_crashed_disk_leaves_it_is_cut_off()
    {
        using (ResultsFolder folder = Create(_temp.In("r"))) folder.Append(Sample.Done(_plan.Cells[0], 1));
        using (FileStream tail = new(_temp.In("r", "journal.jsonl"), FileMode.Append)) tail.Write(new byte[300]);
        using ResultsFolder again = Create(_temp.In("r"));
        Assert.Single(again.Entries);
    }

    [Fact]
    public void Garbage_in_the_middle_is_an_error_that_names_the_line()
    {
        using (ResultsFolder folder = Create(_temp.In("r")))
            for (ulong seed = 1; seed <= 3; seed++) folder.Append(Sample.Done(_plan.Cells[0], seed));
        string journal = _temp.In("r", "journal.jsonl");
        string[] lines = File.ReadAllLines(journal);
        lines[1] = lines[1].Replace("\"seed\"", "\"sead\"", StringComparison.Ordinal);
        File.WriteAllLines(journal, lines);
        ResultsFolderException e = Assert.Throws<ResultsFolderException>(() => Create(_temp.In("r")));
        Assert.Contains("line 2", e.Message, StringComparison.Ordinal);
        Assert.Equal(lines, File.ReadAllLines(journal));
    }

    [Fact]
    public void A_folder_of_another_plan_is_refused_and_left_alone()
    {
        using (Create(_temp.In("r"))) { }
        Plan other = Sample.Sweep();
        ResultsFolderException e = Assert.Throws<ResultsFolderException>(
            () => ResultsFolder.Create(_temp.In("r"), other, Sample.Engine, Command));
        Assert.Contains(_plan.Hash, e.Message, StringComparison.Ordinal);
        Assert.Contains(other.Hash, e.Message, StringComparison.Ordinal);
        Assert.Throws<ResultsFolderException>(() => ResultsFolder.Open(_temp.In("r"), _ => other));
        using ResultsFolder again = Create(_temp.In("r"));
    }

    [Fact]
    public void A_folder_with_strange_files_is_refused()
    {
        File.WriteAllText(_temp.In("thesis.txt"), "mine");
        Assert.Throws<ResultsFolderException>(() => Create(_temp.Path));
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(_temp.Path).Select(Path.GetFileName));
        ResultsFolderException e = Assert.Throws<ResultsFolderException>(() => ResultsFolder.Open(_temp.Path, _ => _plan));
        Assert.Contains("manifest.json", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"schema\":")]
    public void A_torn_manifest_is_a_clear_error(string content)
    {
        using (Create(_temp.In("r"))) { }
        File.WriteAllText(_temp.In("r", "manifest.json"), content);
        Assert.Throws<ResultsFolderException>(() => Create(_temp.In("r")));
    }

    [Fact]
    public void Two_holders_at_once_are_refused()
    {
        using (ResultsFolder first = Create(_temp.In("r")))
        {
            ResultsFolderException e = Assert.Throws<ResultsFolderException>(() => Create(_temp.In("r")));
            Assert.Contains("in use", e.Message, StringComparison.Ordinal);
        }

        using ResultsFolder second = Create(_temp.In("r"));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_clear_error()
    {
        File.WriteAllText(_temp.In("file"), "");
        ResultsFolderException e = Assert.Throws<ResultsFolderException>(() => Create(_temp.In("file", "r")));
        Assert.Contains("--out", e.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_leaves_the_old_table_whole()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        using ResultsFolder folder = Create(_temp.In("r"));
        folder.Append(Sample.Done(_plan.Cells[0], 1));
        folder.WriteTables();
        byte[] before = File.ReadAllBytes(_temp.In("r", "runs.csv"));
        folder.Append(Sample.Done(_plan.Cells[0], 2));
        File.CreateSymbolicLink(_temp.In("r", "runs.csv.tmp"), "/dev/full");
        Assert.Throws<ResultsFolderException>(folder.WriteTables);
        Assert.Equal(before, File.ReadAllBytes(_temp.In("r", "runs.csv")));
        Assert.False(File.Exists(_temp.In("r", "runs.csv.tmp")));
    }

    [Fact]
    public void Equal_results_give_equal_bytes_whatever_the_order_of_finishing()
    {
        JournalEntry[] all = [.. Sample.AllDone(_plan).Values];
        foreach ((string name, IEnumerable<JournalEntry> order) in new[] { ("a", all), ("b", all.Reverse()) })
        {
            using ResultsFolder folder = Create(_temp.In(name));
            foreach (JournalEntry entry in order) folder.Append(entry with { WallMs = name.Length + folder.Entries.Count });
            folder.WriteTables();
            folder.WriteReport();
        }

        string[] files =
        [
            "runs.csv", "runs.parquet", "cells.csv",
            "figures/negative_rate.csv", "figures/negative_rate.svg", "figures/negative_rate.png",
        ];
        foreach (string file in files)
            Assert.Equal(File.ReadAllBytes(_temp.In("a", file)), File.ReadAllBytes(_temp.In("b", file)));
    }

    [Fact]
    public void The_manifest_counts_and_a_folder_that_misses_runs_is_found()
    {
        string path = _temp.In("out", _plan.Name, _plan.Hash);
        using (ResultsFolder folder = Create(path))
        {
            folder.Append(Sample.Done(_plan.Cells[0], 1));
            folder.Append(Sample.Failed(_plan.Cells[0], 2, "x"));
            folder.FinishManifest();
            Assert.Equal(new RunCounts(1, 1, _plan.Runs - 2), folder.Manifest.Counts);
            Assert.Null(folder.Manifest.Finished);
        }

        Assert.Equal(path, ResultsFolder.FindInterrupted(_temp.In("out")));
        using (ResultsFolder folder = Create(path))
        {
            foreach (JournalEntry entry in Sample.AllDone(_plan).Values) folder.Append(entry);
            folder.FinishManifest();
            Assert.NotNull(folder.Manifest.Finished);
        }

        Assert.Null(ResultsFolder.FindInterrupted(_temp.In("out")));
        Assert.Equal(path + "-2", ResultsFolder.FreshPath(path));
    }

    [Fact]
    public void Another_build_enters_the_manifest_with_its_first_run()
    {
        EngineInfo newer = new("ffffffffffff", "0.2.0", null, null);
        using (Create(_temp.In("r"))) { }
        using ResultsFolder folder = ResultsFolder.Create(_temp.In("r"), _plan, newer, "other command");
        Assert.Single(folder.Manifest.Engines);
        folder.Append(Sample.Done(_plan.Cells[0], 1) with { Engine = newer.Fingerprint });
        Assert.Equal([Sample.Engine, newer], folder.Manifest.Engines);
        Assert.Contains("ffffffffffff", File.ReadAllText(_temp.In("r", "manifest.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Appending_from_several_threads_keeps_every_line()
    {
        using (ResultsFolder folder = Create(_temp.In("r")))
            Parallel.ForEach(Sample.AllDone(_plan).Values, folder.Append);
        using ResultsFolder again = Create(_temp.In("r"));
        Assert.Equal(_plan.Runs, again.Entries.Count);
    }

    [Fact]
    public void Plan_yaml_is_the_resolved_scenario()
    {
        using (Create(_temp.In("r"))) { }
        Assert.Equal(_plan.ResolvedYaml, File.ReadAllText(_temp.In("r", "plan.yaml"), Encoding.UTF8));
    }

    private ResultsFolder Create(string path) => ResultsFolder.Create(path, _plan, Sample.Engine, Command);
}
