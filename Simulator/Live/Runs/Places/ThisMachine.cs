using System.Diagnostics;
using Fleek.Scenarios.Hosts;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs.Places;

/// <summary>Roles as processes of this machine: this program again, told over its standard streams what to be.</summary>
/// <param name="program">The command that makes a process a role.</param>
public sealed class ThisMachine(IReadOnlyList<string> program) : IRolePlace
{
    public Task<RoleProcess> StartAsync(string name, RoleKind kind, Action<string, string> log, CancellationToken cancel)
    {
        Process process = RoleChild.Start(program, line => log(name, line));
        ControlLine line = new(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
        return Task.FromResult(new RoleProcess(name, line, process));
    }
}
