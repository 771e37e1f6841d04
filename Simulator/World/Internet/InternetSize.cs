namespace Fleek.Sim.World.Internet;

/// <summary>How large a synthetic Internet is.</summary>
/// <param name="Systems">Autonomous systems, at least <see cref="Least"/>.</param>
/// <param name="Exchanges">Exchanges; 0: nobody peers in public.</param>
public sealed record InternetSize(int Systems, int Exchanges)
{
    /// <summary>Fewer have no hierarchy.</summary>
    public const int Least = 50;

    /// <summary>As many as AS numbers in use, and as many again.</summary>
    public const int Most = 150_000;
}
