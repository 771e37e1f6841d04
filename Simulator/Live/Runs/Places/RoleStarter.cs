using System.Diagnostics;
using Fleek.Scenarios.Hosts;
using Fleek.Sim.Live.Hosts;

namespace Fleek.Sim.Live.Runs.Places;

/// <summary>Starts roles on this host for a conductor elsewhere: a process for each, whose standard streams are the link.</summary>
/// <param name="program">The command that makes a process a role.</param>
/// <param name="kinds">Roles that this host takes.</param>
/// <param name="log">Takes lines of roles' standard error, and of what is started and has ended, with the role's name.</param>
public sealed class RoleStarter(IReadOnlyList<string> program, IReadOnlySet<RoleKind> kinds, Action<string, string> log) : IRoleStarter
{
    /// <summary>Processes at a time.</summary>
    public const int MaxRoles = 256;

    private int _roles;

    public string? Problem(RoleCall call)
    {
        if (!kinds.Contains(call.Kind)) return $"this program takes no orders to be a {call.Kind.ToString().ToLowerInvariant()}";
        return Volatile.Read(ref _roles) >= MaxRoles ? $"{MaxRoles} roles run here already" : null;
    }

    public async Task PlayAsync(RoleCall call, Stream link, CancellationToken stop)
    {
        Interlocked.Increment(ref _roles);
        try
        {
            using Process process = RoleChild.Start(program, line => log(call.Name, line));
            log(call.Name, $"process {process.Id} has started");
            Task up = PumpAsync(link, process.StandardInput.BaseStream, stop);
            Task down = PumpAsync(process.StandardOutput.BaseStream, link, stop);
            await Task.WhenAny(up, down);
            // Whoever ended: the process hears the end of its input, and leaves.
            process.StandardInput.Close();
            await RoleChild.LeaveAsync(process);
            await down;
            log(call.Name, "has ended");
        }
        finally
        {
            Interlocked.Decrement(ref _roles);
        }
    }

    private static async Task PumpAsync(Stream from, Stream to, CancellationToken stop)
    {
        byte[] buffer = new byte[16 << 10];
        try
        {
            while (await from.ReadAsync(buffer, stop) is > 0 and int came)
            {
                await to.WriteAsync(buffer.AsMemory(0, came), stop);
                await to.FlushAsync(stop);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone, and its end ends the other.
        }
    }
}
