using Fleek.Scenarios.Model;
using Fleek.Sim.Live.Hosts;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.Cli.Living;

/// <summary>The machines that play a live run.</summary>
internal interface ILiveCrew
{
    /// <summary>Users that they play at most.</summary>
    int MaxUsers { get; }

    /// <summary>What was found before the run; null where nothing was looked at.</summary>
    PreflightReport? Preflight { get; }

    /// <summary>What the ways between them take; null where that is nothing.</summary>
    WayFloors? Floors(Scenario scenario);

    /// <summary>All processes of a run.</summary>
    /// <param name="folder">On this machine, for what roles here keep.</param>
    IReadOnlyList<RoleOrder> Roles(LiveTerms terms, Scenario scenario, string folder);
}
