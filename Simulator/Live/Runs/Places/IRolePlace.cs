using Fleek.Scenarios.Hosts;

namespace Fleek.Sim.Live.Runs.Places;

/// <summary>Where roles of a live run are started: this machine, or another that takes orders.</summary>
public interface IRolePlace
{
    /// <summary>Starts a process that waits to be told what to be.</summary>
    /// <param name="name">As messages name it.</param>
    /// <param name="kind">What it will be told to be: a host may take orders for some kinds alone.</param>
    /// <param name="log">Takes its lines of standard error, where they come here.</param>
    /// <exception cref="LiveRunException">It cannot be started.</exception>
    Task<RoleProcess> StartAsync(string name, RoleKind kind, Action<string, string> log, CancellationToken cancel);
}
