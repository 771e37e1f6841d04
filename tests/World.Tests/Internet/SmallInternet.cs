using Fleek.Sim.World.Internet;

namespace World.Tests.Internet;

/// <summary>Internets that tests share: made once.</summary>
internal static class SmallInternet
{
    public static InternetSize Size { get; } = new(400, 30);

    private static readonly Lazy<InternetTruth> First = new(() => SyntheticInternet.Build(Size, InternetParameters.Calibrated, 1));

    public static InternetTruth Truth => First.Value;
}
