using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Exchange;

/// <summary>How one content is exchanged between one node and one client, and over which link.</summary>
/// <param name="Price">Of one chunk; positive.</param>
public sealed record ExchangeTerms(Credits Price)
{
    /// <summary>The largest window that can be asked for.</summary>
    public const int MaxWindow = ClientEndpoint.MaxWindow;

    /// <summary>m: headers are signed so often, and at the end of each burst.</summary>
    internal const int HeaderInterval = 16;

    /// <summary>The node's stake, in chunks: more than one proof of cheating costs.</summary>
    internal const int StakeChunks = 100;

    public ExchangeMode Mode { get; init; }

    public TicketKind Tickets { get; init; }

    /// <summary>W, of both sides: chunks sent and unpaid, and chunks paid and not usable. 1 to <see cref="MaxWindow"/>.</summary>
    public int Window { get; init; } = 32;

    /// <summary>One way.</summary>
    public Duration Delay { get; init; }

    /// <summary>Chance that a frame is lost each time it is sent.</summary>
    public double Loss { get; init; }

    /// <summary>Of each direction; zero is without limit.</summary>
    public long BitsPerSecond { get; init; }

    /// <summary>Decides which frames are lost.</summary>
    public ulong LinkSeed { get; init; }

    public ExchangeFault Fault { get; init; }

    /// <summary>What the payer deposits for so many chunks: their price, and a window's beside it.</summary>
    /// <returns>False if that is more than an account may hold.</returns>
    public bool TryDeposit(long chunks, out Credits deposit)
    {
        Int128 units = (Int128)Price.Units * (chunks + Window + StakeChunks);
        bool fits = units <= long.MaxValue;
        deposit = fits ? Price * (chunks + Window) : Credits.Zero;
        return fits;
    }
}
