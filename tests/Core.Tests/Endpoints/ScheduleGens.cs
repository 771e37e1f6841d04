using CsCheck;
using Fleek.Core.FairExchange;

namespace Fleek.Tests.Core;

/// <summary>Random worlds and what happens to them: small ones, which shrink.</summary>
internal static class ScheduleGens
{
    /// <summary>Most contents have one short block: a schedule then costs little, and has as many units as any.</summary>
    private static readonly Gen<int> _content = Gen.Frequency(
        (60, Gen.Int[0, 5]), (6, Gen.Int[6, 7]), (1, Gen.Int[ExchangeShelf.FirstLong, ExchangeShelf.FirstLong + 1]));

    private static readonly Gen<LaneSetup> _lane =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[1, 6], _content.Array[1, 8]).Select((node, grant, window, wants) => new LaneSetup(node, grant, window, wants));

    private static readonly Gen<MoveKind> _kind = Gen.Frequency(
        (6, Gen.Const(MoveKind.Cut)), (4, Gen.Const(MoveKind.CrashNode)), (2, Gen.Const(MoveKind.CrashClient)),
        (2, Gen.Const(MoveKind.Epoch)), (1, Gen.Const(MoveKind.Withdraw)), (3, Gen.Const(MoveKind.Want)), (2, Gen.Const(MoveKind.AskForKeys)));

    private static readonly Gen<MoveKind> _hostileKind = Gen.Frequency((1, _kind), (1, Gen.Const(MoveKind.Replay)));

    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> Honest = Gen.Select(Setups(scarce: false, hostile: false), Moves(_kind));

    /// <summary>Accounts and grants that run out.</summary>
    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> Scarce = Gen.Select(Setups(scarce: true, hostile: false), Moves(_kind));

    /// <summary>A network that drops, repeats, reorders and replays.</summary>
    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> Hostile =
        Gen.Select(Setups(scarce: true, hostile: true), Moves(_hostileKind));

    private static Gen<ExchangeMove[]> Moves(Gen<MoveKind> kind) =>
        Gen.Select(Gen.Int[0, 3_000], kind, Gen.Int[0, 7], Gen.Int[0, 1_000])
            .Select((at, what, target, value) => new ExchangeMove(at, what, target, value)).Array[0, 12];

    private static Gen<ExchangeSetup> Setups(bool scarce, bool hostile)
    {
        Gen<long> amount = scarce ? Gen.Frequency((1, Gen.Const(ExchangeSetup.Plenty)), (2, Gen.Long[1, 12])) : Gen.Const(ExchangeSetup.Plenty);
        Gen<ExchangeMode> mode = Gen.Frequency(
            (4, Gen.Const(ExchangeMode.Encrypted)), (1, Gen.Const(ExchangeMode.PayAfter)), (scarce ? 0 : 1, Gen.Const(ExchangeMode.PayBefore)));
        Gen<TicketKind> tickets = Gen.Frequency((3, Gen.Const(TicketKind.HashChain)), (1, Gen.Const(TicketKind.Signed)));
        Gen<GrantSetup> grant = Gen.Select(Gen.Int[0, 1], amount, amount, Gen.Bool)
            .Select((payer, whole, perNode, caps) => new GrantSetup(payer, whole, caps ? Math.Min(whole, perNode) : 0));
        Gen<(int, int, int, int)> numbers = Gen.Select(Gen.Int[1, 3], Gen.Int[1, 6], Gen.Int[1, 4], Gen.Int[1, 4]);
        return Gen.Select(
            numbers, Gen.Select(mode, tickets), grant.Array[1, 3], _lane.Array[1, 4], Gen.Select(amount, amount), Gen.Int[0, 1_000_000_000])
            .Select((n, kinds, grants, lanes, balances, seed) => new ExchangeSetup(
                n.Item1, kinds.Item1, kinds.Item2, n.Item2, n.Item3, n.Item4, grants,
                [.. lanes.Select(l => l with { Node = l.Node % n.Item1, Grant = l.Grant % grants.Length })],
                [balances.Item1, balances.Item2], hostile, seed));
    }
}
