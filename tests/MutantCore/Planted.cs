namespace Fleek.Core.FairExchange;

/// <summary>Where the code asks for a planted bug: the one that FLEEK_SIM_PLANTED_BUG names, or none.</summary>
internal static class Planted
{
    private static readonly ProtocolBug _bug =
        Enum.Parse<ProtocolBug>(Environment.GetEnvironmentVariable("FLEEK_SIM_PLANTED_BUG") ?? nameof(ProtocolBug.None));

    public static bool Is(ProtocolBug bug) => _bug == bug;
}
