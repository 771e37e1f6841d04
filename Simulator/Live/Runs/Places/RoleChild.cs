using System.Diagnostics;

namespace Fleek.Sim.Live.Runs.Places;

/// <summary>A process of this machine that takes a role over its standard streams.</summary>
internal static class RoleChild
{
    /// <summary>For a role that was let go to end by itself.</summary>
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(10);

    /// <param name="program">The command that makes a process a role.</param>
    /// <param name="said">Takes its lines of standard error.</param>
    public static Process Start(IReadOnlyList<string> program, Action<string> said)
    {
        ProcessStartInfo start = new(program[0], program.Skip(1))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        // What loops is compiled well at once: a role is young, and its ciphers would run unoptimised until they had been called for long.
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        Process process = Process.Start(start) ?? throw new LiveRunException($"{program[0]} did not start", null);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text) said(text);
        };
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Waits until it has left; one that does not leave in time is killed.</summary>
    public static async Task LeaveAsync(Process process)
    {
        using CancellationTokenSource limit = new(LeaveLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
