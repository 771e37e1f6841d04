using Fleek.Core.FairExchange;

namespace Fleek.Tests.Core;

/// <summary>A grant of a world; amounts are counted in unit prices.</summary>
/// <param name="Payer">Whose account it spends from.</param>
/// <param name="PerNode">0 leaves the cap of a node out.</param>
internal sealed record GrantSetup(int Payer, long MaxSpend, long PerNode);

/// <summary>A lane that a device wants blocks on.</summary>
/// <param name="Window">The client's W.</param>
/// <param name="Wants">Contents of <see cref="ExchangeShelf"/>, each wanted whole.</param>
internal sealed record LaneSetup(int Node, int Grant, int Window, int[] Wants);

/// <summary>All that a world begins with. Equal setups with equal moves give equal runs.</summary>
/// <param name="NodeWindow">The node's W.</param>
/// <param name="HeaderInterval">m.</param>
/// <param name="CommitAfter">Units uncommitted that make a node commit.</param>
/// <param name="Balances">Of the payers, in unit prices.</param>
/// <param name="Hostile">Whether the network also drops, repeats, reorders and replays frames.</param>
/// <param name="Seed">Of delays and nonces.</param>
internal sealed record ExchangeSetup(
    int Nodes, ExchangeMode Mode, TicketKind Tickets, int NodeWindow, int HeaderInterval, int CommitAfter, GrantSetup[] Grants,
    LaneSetup[] Lanes, long[] Balances, bool Hostile, int Seed)
{
    /// <summary>What one payer and one grant always bear, in unit prices.</summary>
    public const long Plenty = 100_000;

    /// <summary>Whether nothing but the network stands between a client and what it wants.</summary>
    public bool IsHealthy => !Hostile && Balances.All(b => b >= Plenty) && Grants.All(g => g.MaxSpend >= Plenty && g.PerNode is 0 or >= Plenty);

    public override string ToString() =>
        $"{Nodes} nodes, {Mode}, {Tickets}, W {NodeWindow}, m {HeaderInterval}, commit {CommitAfter}, hostile {Hostile}, seed {Seed}, "
        + $"grants [{string.Join(' ', Grants.Select(g => $"{g.Payer}:{g.MaxSpend}/{g.PerNode}"))}], balances [{string.Join(' ', Balances)}], "
        + $"lanes [{string.Join(' ', Lanes.Select(l => $"{l.Node}.{l.Grant} W {l.Window} ({string.Join(',', l.Wants)})"))}]";
}
