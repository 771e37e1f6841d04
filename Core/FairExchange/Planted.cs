namespace Fleek.Core.FairExchange;

/// <summary>Protocol bugs that a test build can switch on, one at a time, to show that the properties catch each.</summary>
internal enum ProtocolBug
{
    None,
    KeyBeforeDurable,
    KeyWithChunk,
    AnchorOfAnyNode,
    AnchorOfAnyGrant,
    BaseResetOnResume,
    BaseUnchecked,
    HeadersOfAnySession,
    TailUnsigned,
    PaymentAheadOfChunks,
    TicketUnverified,
    PlaintextUnverified,
    PaymentWithoutHeader,
    NodeWindowIgnored,
    ClientWindowIgnored,
    PaymentAfterEpoch,
    GrantCapPerLane,
    GrantPromisedWhole,
    ChunksBeforeAnchorDurable,
    KeyRequestUnpaid,
    HelloTakesOver,
    AnchorUnsigned,
    GrantUnsigned,
    PriceUnchecked,
    WitnessForgotten,
    CreditedTwice,
    ScopeUnchecked,
    DisputeWithoutEscrow,
    DisputedTicketPays,
}

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
