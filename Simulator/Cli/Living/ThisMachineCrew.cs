using Fleek.Scenarios.Model;
using Fleek.Sim.Live.Hosts;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.Live.Runs.Places;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.Cli.Living;

/// <summary>Every role on this machine, on loopback, with nothing to configure.</summary>
internal sealed class ThisMachineCrew : ILiveCrew
{
    public int MaxUsers => int.MaxValue;

    public PreflightReport? Preflight => null;

    public WayFloors? Floors(Scenario scenario) => null;

    public IReadOnlyList<RoleOrder> Roles(LiveTerms terms, Scenario scenario, string folder) =>
        LocalRoles.Of(terms, OwnProgram.Role, folder);
}
