using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Network.Transport;

namespace Fleek.Sim.World.Faults;

/// <summary>Everything that goes wrong in one run, drawn when it begins.</summary>
internal sealed class WorldFaults
{
    private readonly LocalClock[]? _clocks;

    private WorldFaults(Scenario scenario, FaultsSpec faults, ReadOnlySpan<Lane> lanes, ulong seed)
    {
        Crashes = FaultDraws.Crashes(faults.Crash, scenario.Nodes, seed);
        bool disturbsLinks = faults.Links is not null || faults.Partition is not null || faults.Crash is not null;
        if (disturbsLinks) Links = new FaultyLinks(scenario, faults, Crashes, lanes, seed);
        if (faults.Clocks is not null) _clocks = FaultDraws.Clocks(faults.Clocks, scenario.Nodes, seed);
        if (faults.Crash is { LosesDisk: true }) Lost = new LostTickets(lanes, scenario.Nodes);
    }

    /// <summary>Null: messages take what the links of lanes take.</summary>
    public FaultyLinks? Links { get; }

    public CrashPlan Crashes { get; }

    public HeldInputs Held { get; } = new();

    /// <summary>Null: nodes keep their disks.</summary>
    public LostTickets? Lost { get; }

    /// <summary>Null where the scenario has no faults: then nothing of a run is touched.</summary>
    public static WorldFaults? For(Scenario scenario, ReadOnlySpan<Lane> lanes, ulong seed) =>
        scenario.Faults is { } faults ? new WorldFaults(scenario, faults, lanes, seed) : null;

    /// <summary>Whether anything of it can meet the lane between a user and a node.</summary>
    public bool Touch(UserId user, NodeId node) =>
        _clocks is not null || Crashes.Of(node) is not null || (Links is not null && Links.Touch(user, node));

    /// <summary>What a node's own clock shows.</summary>
    public Instant LocalTime(int node, Instant at) => _clocks is null ? at : _clocks[node].Read(at);

    /// <summary>When a node's own clock shows a time, but not before <paramref name="now"/>: a node that was down is late.</summary>
    public Instant TrueTime(int node, Instant local, Instant now) =>
        Instant.Max(now, _clocks is null ? local : _clocks[node].WhenItShows(local));
}
