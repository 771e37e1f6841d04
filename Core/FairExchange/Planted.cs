namespace Fleek.Core.FairExchange;

/// <summary>Where the code asks for a planted bug. There is none but in a build with PLANTED_BUGS: elsewhere this is constant.</summary>
internal static class Planted
{
#if PLANTED_BUGS
    [System.ThreadStatic]
    private static ProtocolBug _bug;

    public static ProtocolBug Bug
    {
        get => _bug;
        set => _bug = value;
    }

    public static bool Is(ProtocolBug bug) => _bug == bug;
#else
    public static bool Is(ProtocolBug bug) => bug < ProtocolBug.None;
#endif
}
