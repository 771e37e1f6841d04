namespace Fleek.Sim.World.Internet;

/// <summary>A network of a world: who it is and where it is.</summary>
/// <param name="Asn">Its AS number.</param>
/// <param name="Organisation">Number of who runs it; several systems may be one organisation's.</param>
/// <param name="Cities">Where it has routers, as indexes of the world's places; its home first.</param>
public sealed record AutonomousSystem(uint Asn, AsTier Tier, int Organisation, IReadOnlyList<int> Cities)
{
    public int Home => Cities[0];
}
