using System.Diagnostics;
using Fleek.Sim.Live.Runs.Control;
using Fleek.Sim.Live.Runs.Places;

namespace Fleek.Sim.Live.Runs;

/// <summary>A role of a live run as the conductor has it: a process of this machine, or one on another host that listens.</summary>
public sealed class RoleProcess : IAsyncDisposable
{
    /// <summary>For a last word to a role that may not listen any more.</summary>
    private static readonly TimeSpan SayLimit = TimeSpan.FromSeconds(5);

    private readonly ControlLine _line;
    private readonly Process? _process;
    private readonly IAsyncDisposable? _link;

    /// <summary>A process of this machine.</summary>
    public RoleProcess(string name, ControlLine line, Process process) => (Name, _line, _process) = (name, line, process);

    /// <summary>One on another host.</summary>
    /// <param name="link">What its control line runs over; disposed with it.</param>
    public RoleProcess(string name, ControlLine line, IAsyncDisposable link) => (Name, _line, _link) = (name, line, link);

    /// <summary>As messages name it: ledger 0, nodes, users.</summary>
    public string Name { get; }

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
    public async Task<T> ExpectAsync<T>(Action<LiveCounters> ticked, CancellationToken cancel)
        where T : ControlMessage
    {
        while (true)
        {
            switch (await ReceiveAsync(cancel))
            {
                case T wanted:
                    return wanted;
                case Ticked tick:
                    ticked(tick.Counters);
                    break;
                case { } other:
                    throw new LiveRunException($"{Name} said {other.GetType().Name} where {typeof(T).Name} was due", null);
            }
        }
    }

    /// <summary>Lets the role go; one that does not leave in time is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource limit = new(SayLimit);
        try
        {
            await _line.SendAsync(new Leave(), limit.Token);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It has left already, or cannot be reached.
        }

        if (_process is not null) await RoleChild.LeaveAsync(_process);
        await _line.DisposeAsync();
        if (_link is not null) await _link.DisposeAsync();
    }

    private string ExitText() => _process is { HasExited: true } ? $" (exit code {_process.ExitCode})" : "";
}
