namespace Fleek.Tests.Core.Incentives;

/// <summary>How many random games a property is tried on: FLEEK_SIM_LONG=1 tries twenty times as many.</summary>
internal static class LocationSamples
{
    private static readonly bool _long = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    public static int Of(int few) => _long ? 20 * few : few;
}
