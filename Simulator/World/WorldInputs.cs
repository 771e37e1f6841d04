using Fleek.Core.FairExchange;
using Fleek.Scenarios.Model;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.World.Geography;
using Fleek.Sim.World.Internet;
using Fleek.Sim.World.Population;
using Fleek.Sim.World.Studies;

namespace Fleek.Sim.World;

/// <summary>What a scenario reads from files, loaded once and shared by all runs; immutable.</summary>
/// <param name="measuredRtt">Needed exactly by scenarios with measured delays.</param>
/// <param name="costs">What cryptography costs, if the scenario names a calibration; null: the built-in costs.</param>
/// <param name="realTopology">Needed exactly by scenarios with a real Internet.</param>
/// <param name="lists">Needed exactly by studies that read a list of locations or of demand.</param>
public sealed class WorldInputs(
    RttTable? measuredRtt, CryptographyCosts? costs = null, RealTopology? realTopology = null, StudyLists? lists = null)
{
    private readonly InternetCache _internets = new();

    private readonly Lazy<IGeography> _measured = new(() => new MeasuredGeography(
        measuredRtt ?? throw new ArgumentException("the scenario wants measured delays, and none were loaded")));

    /// <summary>What real ways take at least, for the prediction of a live run; null: nothing.</summary>
    public WayFloors? Floors { get; private init; }

    /// <summary>The same, for machines that are so far from each other.</summary>
    public WorldInputs Above(WayFloors? floors) => new(measuredRtt, costs, realTopology, lists) { Floors = floors };

    public static WorldInputs None { get; } = new(null);

    public RttTable? MeasuredRtt => measuredRtt;

    public CryptographyCosts? Costs => costs;

    /// <summary>The lists of studies.</summary>
    public StudyLists Lists => lists ?? StudyLists.None;

    /// <summary>A scenario's Internet under a seed, or null if it has none.</summary>
    internal InternetWorld? InternetOf(Scenario scenario, ulong seed) =>
        scenario.Network.Internet is null ? null : _internets.Get(scenario, seed, realTopology);

    /// <summary>Where a scenario's nodes and users are, or null if its messages take no time.</summary>
    internal IGeography? GeographyOf(NetworkSpec network) => network.Delay switch
    {
        DelayKind.None => null,
        DelayKind.Modelled => ModelledGeography.World,
        _ => _measured.Value,
    };
}
