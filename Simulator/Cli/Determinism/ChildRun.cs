using System.Diagnostics;
using System.Text;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Determinism;

/// <summary>
/// Runs a task in another process of this program. The child gets the resolved scenario through its standard input, so that an
/// edit of the file in between changes nothing, and ends when that input ends: it never outlives this process.
/// </summary>
internal static class ChildRun
{
    /// <summary>Name of the hidden verb that answers.</summary>
    public const string Verb = "trail";

    public static TrailRun Of(Plan plan) => (task, record, cancel) =>
    {
        using Process child = Start(plan, task, record);
        using CancellationTokenRegistration kill = cancel.Register(() => Kill(child));
        Task<string> error = child.StandardError.ReadToEndAsync(CancellationToken.None);
        RunTrail? trail = null;
        FormatException? torn = null;
        try
        {
            Send(child.StandardInput, plan.ResolvedYaml);
            trail = TrailText.Read(child.StandardOutput, task.Cell.Id);
        }
        catch (FormatException problem)
        {
            torn = problem;
        }
        catch (IOException)
        {
            // It ended before it had read the plan; its exit code says why.
        }
        child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        cancel.ThrowIfCancellationRequested();
        if (child.ExitCode == 0 && trail is not null) return trail;
        string said = error.Result.Trim();
        throw new CommandException(child.ExitCode == ExitCode.InvariantBroke ? ExitCode.InvariantBroke : ExitCode.CouldNotJudge,
            $"the child process failed (exit code {child.ExitCode}): {(said.Length > 0 ? said : torn?.Message ?? "it said nothing")}");
    };

    /// <summary>The child's half of <see cref="Send"/>.</summary>
    /// <exception cref="FormatException">The input is not what a parent sends.</exception>
    public static string Receive(TextReader input)
    {
        if (!int.TryParse(input.ReadLine(), out int length) || length < 0) throw new FormatException("no length of a plan");
        char[] text = new char[length];
        if (input.ReadBlock(text) < length) throw new FormatException("half of a plan");
        return new string(text);
    }

    private static Process Start(Plan plan, RunTask task, EffectInterval? record)
    {
        List<string> args = [Verb, plan.Name, "--seed", $"{task.Seed}"];
        if (record is { } interval) args.AddRange(["--record", $"{interval.From}..{interval.To}"]);
        string program = Path.Combine(AppContext.BaseDirectory, "fleek-sim.dll");
        string host = Environment.ProcessPath ?? "dotnet";
        bool own = Path.GetFileNameWithoutExtension(host) == "fleek-sim";
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        ProcessStartInfo start = new(own ? host : "dotnet", own ? args : [program, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        if (!own && Path.GetFileNameWithoutExtension(host) == "dotnet") start.FileName = host;
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("no process");
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new CommandException(ExitCode.CouldNotJudge, $"cannot start a child process: {problem.Message}");
        }
    }

    /// <summary>The length first: the input stays open afterwards, as the sign that somebody still waits.</summary>
    private static void Send(StreamWriter input, string yaml)
    {
        input.Write($"{yaml.Length}\n{yaml}");
        input.Flush();
    }

    private static void Kill(Process child)
    {
        try
        {
            child.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
