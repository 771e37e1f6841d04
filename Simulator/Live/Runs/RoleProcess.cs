using System.Diagnostics;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs;

/// <summary>A role of a live run as the conductor has it: a process of this machine, or one on another host that listens.</summary>
public sealed class RoleProcess : IAsyncDisposable
{
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(10);

    private readonly ControlLine _line;
    private readonly Process? _process;

    private RoleProcess(string name, ControlLine line, Process? process) => (Name, _line, _process) = (name, line, process);

    /// <summary>As messages name it: ledger 0, nodes, users.</summary>
    public string Name { get; }

    public int? ProcessId => _process?.Id;

    /// <summary>Starts a role on this machine: this program again, told over its standard streams what to be.</summary>
    /// <param name="program">The command that makes a process a role.</param>
    /// <param name="log">Takes its lines of standard error.</param>
    public static RoleProcess StartHere(string name, IReadOnlyList<string> program, Action<string, string> log)
    {
        ProcessStartInfo start = new(program[0], program.Skip(1))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        // What loops is compiled well at once: a role is young, and its ciphers would run unoptimised until they had been called for long.
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program[0]} did not start");
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text) log(name, text);
        };
        process.BeginErrorReadLine();
        return new RoleProcess(name, new ControlLine(process.StandardOutput.BaseStream, process.StandardInput.BaseStream), process);
    }

    /// <summary>A role on another host.</summary>
    /// <param name="stream">An authenticated link to it.</param>
    public static RoleProcess At(string name, Stream stream) => new(name, new ControlLine(stream, stream), null);

    public Task SendAsync(ControlMessage message, CancellationToken cancel) => _line.SendAsync(message, cancel);

    /// <summary>The next message; one that says that the role failed is thrown.</summary>
    /// <exception cref="LiveRunException">The role failed, or is gone.</exception>
    public async Task<ControlMessage> ReceiveAsync(CancellationToken cancel)
    {
        ControlMessage? message;
        try
        {
            message = await _line.ReceiveAsync(cancel);
        }
        catch (Exception problem) when (problem is IOException or ControlException)
        {
            throw new LiveRunException($"{Name}: {problem.Message}", null, problem);
        }

        return message switch
        {
            null => throw new LiveRunException($"{Name} has gone{ExitText()}", "its last lines on standard error say why"),
            Failed failed => throw new LiveRunException($"{Name}: {failed.Problem}", failed.Help),
            _ => message,
        };
    }

    /// <summary>Skips what is told every second until the message that is waited for.</summary>
    /// <param name="ticked">Takes what is skipped.</param>
    public async Task<T> ExpectAsync<T>(Action<RoleProcess, LiveCounters> ticked, CancellationToken cancel)
        where T : ControlMessage
    {
        while (true)
        {
            switch (await ReceiveAsync(cancel))
            {
                case T wanted:
                    return wanted;
                case Ticked tick:
                    ticked(this, tick.Counters);
                    break;
                case { } other:
                    throw new LiveRunException($"{Name} said {other.GetType().Name} where {typeof(T).Name} was due", null);
            }
        }
    }

    /// <summary>Lets the role go; one that does not leave in time is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _line.SendAsync(new Leave());
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // It has left already.
        }

        if (_process is not null)
        {
            using CancellationTokenSource limit = new(LeaveLimit);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
        }

        await _line.DisposeAsync();
    }

    private string ExitText() => _process is { HasExited: true } ? $" (exit code {_process.ExitCode})" : "";
}
