using Fleek.Scenarios.Model;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World;

/// <summary>What a scenario reads from files, loaded once and shared by all runs; immutable.</summary>
/// <param name="measuredRtt">Needed exactly by scenarios with measured delays.</param>
public sealed class WorldInputs(RttTable? measuredRtt)
{
    private readonly Lazy<IGeography> _modelled = new(() => new ModelledGeography());
    private readonly Lazy<IGeography> _measured = new(() => new MeasuredGeography(
        measuredRtt ?? throw new ArgumentException("the scenario wants measured delays, and none were loaded")));

    public static WorldInputs None { get; } = new(null);

    public RttTable? MeasuredRtt => measuredRtt;

    /// <summary>Where a scenario's nodes and users are, or null if its messages take no time.</summary>
    internal IGeography? GeographyOf(NetworkSpec network) => network.Delay switch
    {
        DelayKind.None => null,
        DelayKind.Modelled => _modelled.Value,
        _ => _measured.Value,
    };
}
