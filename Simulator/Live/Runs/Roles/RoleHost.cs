using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>A process of a live run: it is told over a stream what to be, and is it until the stream ends.</summary>
public static class RoleHost
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The build that this process runs; all processes of a run must have one.</summary>
    public static string Version { get; } =
        typeof(RoleHost).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..16];

    /// <summary>Serves one conductor from its first word to its last.</summary>
    /// <returns>Whether the conductor let this process go; else it vanished, or the role failed.</returns>
    public static async Task<bool> RunAsync(Stream receive, Stream send, CancellationToken cancel)
    {
        await using ControlLine line = new(receive, send);
        IRole? role = null;
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task ticking = Task.CompletedTask;
        try
        {
            while (await line.ReceiveAsync(cancel) is { } message)
            {
                switch (message)
                {
                    case BeLedger or BeNodes or BeGateway or BeUsers when role is null:
                        role = Be(message, line);
                        await line.SendAsync(await role.IntroduceAsync(cancel), cancel);
                        break;
                    case Start start when role is not null:
                        await line.SendAsync(await role.StartAsync(start, cancel), cancel);
                        ticking = TickAsync(role, line, gone.Token);
                        break;
                    case Begin when role is not null:
                        await role.BeginAsync();
                        break;
                    case Drain when role is not null:
                        await role.DrainAsync();
                        break;
                    case Leave:
                        return true;
                    default:
                        throw new ControlException($"{message.GetType().Name} is not due now");
                }
            }

            return false;
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested)
        {
            await TrySayAsync(line, new Failed(problem.Message, (problem as LiveRunException)?.Help));
            await Console.Error.WriteLineAsync($"{problem}");
            return false;
        }
        finally
        {
            await gone.CancelAsync();
            await ticking;
            if (role is not null) await role.DisposeAsync();
        }
    }

    private static IRole Be(ControlMessage message, ControlLine line) => message switch
    {
        BeLedger ledger => new LedgerRole(ledger),
        BeNodes nodes => new NodesRole(nodes, line),
        BeGateway gateway => new GatewayRole(gateway, line),
        _ => new UsersRole((BeUsers)message, line),
    };

    private static async Task TickAsync(IRole role, ControlLine line, CancellationToken gone)
    {
        using PeriodicTimer timer = new(Second);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                await line.SendAsync(new Ticked(role.Counters), gone);
                if (role.Problem is not { } problem) continue;
                await Console.Error.WriteLineAsync(problem);
                await line.SendAsync(new Failed(problem, "its last lines on standard error say why"), gone);
                return;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The conductor listens no more.
        }
    }

    private static async Task TrySayAsync(ControlLine line, ControlMessage message)
    {
        try
        {
            await line.SendAsync(message);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Nobody is there to hear it.
        }
    }
}
