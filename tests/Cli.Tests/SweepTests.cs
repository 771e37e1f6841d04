using System.Runtime.InteropServices;
using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

public sealed class SweepTests
{
    [Fact]
    public void Any_number_of_jobs_gives_the_same_tables()
    {
        using Sandbox sandbox = new();
        sandbox.Run("sweep", "small", "--jobs", "1", "--out", "one").Expect(0);
        sandbox.Run("sweep", "small", "--jobs", "2", "--out", "two").Expect(0);
        AssertSameTables(sandbox.Results("small", "one"), sandbox.Results("small", "two"));
    }

    [Fact]
    public void A_second_sweep_runs_nothing()
    {
        using Sandbox sandbox = new();
        sandbox.Run("sweep", "small").Expect(0);
        string journal = Path.Combine(sandbox.Results("small"), "journal.jsonl");
        string before = File.ReadAllText(journal);
        Finished again = sandbox.Run("sweep", "small").Expect(0);
        Assert.Equal(before, File.ReadAllText(journal));
        Assert.Contains("8 of 8 runs are there already; 0 to run", again.Error);
    }

    [Fact]
    public void A_killed_sweep_loses_and_repeats_no_run()
    {
        using Sandbox sandbox = new();
        using (Child child = sandbox.Start("sweep", "long", "--jobs", "2"))
        {
            child.Until(() => JournalLines(sandbox, "long") >= 3, "three runs were in the journal");
            child.KillNow();
            child.Wait();
        }
        int kept = JournalLines(sandbox, "long");
        Finished resumed = sandbox.Run("sweep", "long").Expect(0);
        Assert.Contains($"{kept} of 64 runs are there already; {64 - kept} to run", resumed.Error);
        Assert.Equal(64, JournalLines(sandbox, "long"));
        sandbox.Run("sweep", "long", "--out", "whole").Expect(0);
        AssertSameTables(sandbox.Results("long"), sandbox.Results("long", "whole"));
    }

    [Fact]
    public void Control_C_finishes_the_running_cells_and_says_how_to_resume()
    {
        using Sandbox sandbox = new();
        using Child child = sandbox.Start("sweep", "long", "--jobs", "2");
        child.Until(() => JournalLines(sandbox, "long") >= 2, "two runs were in the journal");
        child.Signal(PosixSignal.SIGINT);
        Finished stopped = child.Wait().Expect(130);
        Assert.Empty(stopped.Out);
        Assert.Matches("(finishing [12] runs?|stopping before the next run); press again to stop now", stopped.Error);
        Assert.Contains($"resume with: ./fleek-sim resume {Path.Combine("results", "long")}", stopped.Error);
        Assert.InRange(JournalLines(sandbox, "long"), 2, 63);

        Finished resumed = sandbox.Run("resume").Expect(0);
        Assert.Contains("as it was planned; edits to the scenario file since then are ignored", resumed.Error);
        Assert.Equal(64, JournalLines(sandbox, "long"));
        sandbox.Run("sweep", "long", "--out", "whole").Expect(0);
        AssertSameTables(sandbox.Results("long"), sandbox.Results("long", "whole"));
    }

    [Fact]
    public void Control_C_twice_stops_at_once()
    {
        using Sandbox sandbox = new();
        using Child child = sandbox.Start("run", "endless", "--seed", "1", "--progress", "json");
        child.Until(() => child.ErrorSoFar.Contains("\"running\":1"), "the run was under way");
        child.Signal(PosixSignal.SIGINT);
        child.Until(() => child.ErrorSoFar.Contains("press again"), "the first signal was answered");
        Assert.False(child.HasExited);
        child.Signal(PosixSignal.SIGINT);
        Finished stopped = child.Wait().Expect(130);
        Assert.Contains("resume with:", stopped.Error);
        Assert.Empty(stopped.Out);
    }

    [Fact]
    public void Terminating_is_resumable_too_and_has_its_own_code()
    {
        using Sandbox sandbox = new();
        using Child child = sandbox.Start("sweep", "long", "--jobs", "2");
        child.Until(() => JournalLines(sandbox, "long") >= 2, "two runs were in the journal");
        child.Signal(PosixSignal.SIGTERM);
        Assert.Contains("resume with:", child.Wait().Expect(143).Error);
    }

    [Fact]
    public void Resuming_ignores_later_edits_of_the_scenario_file()
    {
        using Sandbox sandbox = new();
        using (Child child = sandbox.Start("sweep", "long", "--jobs", "2"))
        {
            child.Until(() => JournalLines(sandbox, "long") >= 2, "two runs were in the journal");
            child.Signal(PosixSignal.SIGINT);
            child.Wait().Expect(130);
        }
        string folder = sandbox.Results("long");
        File.WriteAllText(sandbox.In("scenarios.yaml"), "no longer a scenario file");
        sandbox.Run("resume", folder).Expect(0);
        Assert.Equal(folder, sandbox.Results("long"));
        Assert.Equal(64, JournalLines(sandbox, "long"));
    }

    [Fact]
    public void A_changed_grid_runs_only_its_new_cells()
    {
        using Sandbox sandbox = new();
        sandbox.Run("sweep", "small").Expect(0);
        Finished wider = sandbox.Run("sweep", "small", "--set", "payments.freeze_threshold=0 chunks,10 chunks,20 chunks").Expect(0);
        Assert.Contains("8 finished runs of the same cells taken from other plans of small", wider.Error);
        Assert.Contains("8 of 12 runs are there already; 4 to run", wider.Error);
    }

    [Fact]
    public void Json_is_one_object_of_the_promised_shape()
    {
        using Sandbox sandbox = new();
        Finished finished = sandbox.Run("sweep", "small", "--json").Expect(0);
        using JsonDocument json = JsonDocument.Parse(finished.Out);
        Assert.Equal("small", json.RootElement.GetProperty("scenario").GetString());
        Assert.Equal(8, json.RootElement.GetProperty("plan").GetString()!.Length);
        JsonElement[] cells = [.. json.RootElement.GetProperty("cells").EnumerateArray()];
        Assert.Equal(2, cells.Length);
        foreach (JsonElement cell in cells)
        {
            Assert.True(cell.GetProperty("axes").TryGetProperty("payments.freeze_threshold", out _));
            JsonElement rate = cell.GetProperty("measures").GetProperty("negative_rate");
            foreach (string part in (string[])["mean", "low", "high", "n"]) Assert.True(rate.TryGetProperty(part, out _));
            Assert.Equal(16, cell.GetProperty("trace_hash").GetString()!.Length);
        }
    }

    [Fact]
    public void A_report_and_an_export_are_remade_from_stored_rows()
    {
        using Sandbox sandbox = new();
        Finished swept = sandbox.Run("sweep", "small").Expect(0);
        string folder = sandbox.Results("small");
        byte[] cells = File.ReadAllBytes(Path.Combine(folder, "cells.csv"));
        byte[] report = File.ReadAllBytes(Path.Combine(folder, "report.html"));
        File.Delete(Path.Combine(folder, "cells.csv"));
        File.Delete(Path.Combine(folder, "report.html"));
        Finished remade = sandbox.Run("report", Path.GetRelativePath(sandbox.Folder, folder)).Expect(0);
        Assert.Equal(swept.Out, remade.Out);
        Assert.Equal(cells, File.ReadAllBytes(Path.Combine(folder, "cells.csv")));
        Assert.Equal(report, File.ReadAllBytes(Path.Combine(folder, "report.html")));
        string csv = sandbox.Run("export", folder, "--format", "csv").Expect(0).Out;
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "runs.csv")), csv);
        string[] lines = sandbox.Run("export", folder, "--format", "jsonl").Expect(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, lines.Length);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void A_trace_is_written_per_run_and_changes_no_result()
    {
        using Sandbox sandbox = new();
        sandbox.Run("run", "small", "--seeds", "1..2").Expect(0);
        string folder = sandbox.Results("small");
        string before = File.ReadAllText(Path.Combine(folder, "runs.csv"));
        Finished traced = sandbox.Run("run", "small", "--seeds", "1..2", "--trace").Expect(0);
        Assert.Contains("traces: ", traced.Error);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder, "traces"), "*.jsonl").Length);
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder, "runs.csv")));
        sandbox.Run("run", "small", "--seeds", "1..40", "--trace").Expect(2);
    }

    [Fact]
    public void A_dry_run_leaves_no_folder()
    {
        using Sandbox sandbox = new();
        string[] args = ["sweep", "small", "--dry-run", "--jobs", "2"];
        Transcript.Check("dry-run", Transcript.Of(sandbox, sandbox.Run(args), args));
        Assert.False(Directory.Exists(sandbox.In("results")));
    }

    internal static int JournalLines(Sandbox sandbox, string scenario)
    {
        string root = sandbox.In("results", scenario);
        if (!Directory.Exists(root) || Directory.GetDirectories(root) is not [string folder]) return 0;
        string journal = Path.Combine(folder, "journal.jsonl");
        if (!File.Exists(journal)) return 0;
        using FileStream file = new(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(file);
        return reader.ReadToEnd().Count(c => c == '\n');
    }

    internal static void AssertSameTables(string one, string other)
    {
        foreach (string table in (string[])["runs.csv", "cells.csv", "runs.parquet"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(one, table)), File.ReadAllBytes(Path.Combine(other, table)));
    }
}
