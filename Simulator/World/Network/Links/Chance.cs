namespace Fleek.Sim.World.Network.Links;

/// <summary>Checks of parameters that are chances.</summary>
internal static class Chance
{
    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> unless the value is from 0 to 1.</summary>
    public static void Check(double value, string name)
    {
        if (!(value is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(name, value, "a chance is from 0 to 1");
    }
}
