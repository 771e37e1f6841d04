using CsCheck;
using Fleek.Core.FairExchange;

namespace Fleek.Tests.Core;

/// <summary>Random worlds whose first lane has a malicious party on it: rich payers, so that only malice can cost anything.</summary>
internal static class AdversaryGens
{
    private static readonly Gen<int> _content = Gen.Frequency((40, Gen.Int[1, 5]), (4, Gen.Int[6, 7]), (1, Gen.Const(ExchangeShelf.FirstLong)));

    private static readonly Gen<LaneSetup> _lane =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[1, 6], _content.Array[1, 10]).Select((node, grant, window, wants) => new LaneSetup(node, grant, window, wants));

    public static readonly Gen<ExchangeMode> Encrypted = Gen.Const(ExchangeMode.Encrypted);

    public static readonly Gen<ExchangeMode> AnyMode = Gen.Frequency(
        (3, Encrypted), (1, Gen.Const(ExchangeMode.PayAfter)), (1, Gen.Const(ExchangeMode.PayBefore)));

    /// <summary>With nothing but the network against them.</summary>
    public static readonly MoveKind[] Cuts = [MoveKind.Cut, MoveKind.Want, MoveKind.AskForKeys];

    /// <summary>And nodes that crash.</summary>
    public static readonly MoveKind[] Crashes = [MoveKind.Cut, MoveKind.Cut, MoveKind.CrashNode, MoveKind.Want, MoveKind.AskForKeys];

    /// <summary>And devices that crash.</summary>
    public static readonly MoveKind[] AllCrashes = [.. Crashes, MoveKind.CrashClient, MoveKind.CrashClient];

    /// <param name="balance">Of each payer, in unit prices.</param>
    public static Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> Worlds(
        Gen<ExchangeMode> modes, MoveKind[] kinds, Gen<TicketKind>? tickets = null, Gen<GrantSetup>? grants = null, int lanes = 1, Gen<long>? balance = null)
    {
        Gen<ExchangeMove[]> moves = Gen.Select(Gen.Int[0, 2_500], Gen.Int[0, kinds.Length - 1].Select(i => kinds[i]), Gen.Int[0, 7], Gen.Int[0, 1_000])
            .Select((at, what, target, value) => new ExchangeMove(at, what, target, value)).Array[0, 8];
        Gen<GrantSetup> grant = grants
            ?? Gen.Select(Gen.Int[0, 1], Gen.Bool).Select((payer, caps) => new GrantSetup(payer, ExchangeSetup.Plenty, caps ? ExchangeSetup.Plenty : 0));
        Gen<TicketKind> ticket = tickets ?? Gen.Frequency((3, Gen.Const(TicketKind.HashChain)), (1, Gen.Const(TicketKind.Signed)));
        Gen<long> rich = balance ?? Gen.Const(ExchangeSetup.Plenty);
        return Gen.Select(
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 6], Gen.Int[1, 4], Gen.Int[1, 4]), Gen.Select(modes, ticket), grant.Array[2], _lane.Array[lanes, 4],
            Gen.Select(moves, rich), Gen.Int[0, 1_000_000_000])
            .Select((n, what, both, wanted, then, seed) => (new ExchangeSetup(
                n.Item1, what.Item1, what.Item2, n.Item2, n.Item3, n.Item4, both,
                [.. wanted.Select((lane, i) => lane with { Node = i == 0 ? 0 : lane.Node % n.Item1 })], [then.Item2, then.Item2], false, seed), then.Item1));
    }
}
