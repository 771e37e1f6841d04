namespace Fleek.Sim.World.Geography;

/// <summary>Parts of the world whose networks take paths of a kind. The order is that of the delay model's table.</summary>
public enum Region
{
    Africa,
    CentralAmerica,
    EastAsia,
    Europe,
    MiddleEast,
    NorthAmerica,
    NorthernEurasia,
    Oceania,
    SouthAmerica,
    SouthAsia,
    SoutheastAsia,
}
