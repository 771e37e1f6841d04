using Fleek.Core.FairExchange;
using Fleek.Sim.World.Exchange;

namespace Fleek.Sim.Cli.Exchanging;

/// <summary>The words of the command line for what an exchange can be; in each list the first is the default.</summary>
internal static class ExchangeWords
{
    public static IReadOnlyList<(string Word, ExchangeMode Value)> Modes { get; } =
        [("enc", ExchangeMode.Encrypted), ("post", ExchangeMode.PayAfter), ("pre", ExchangeMode.PayBefore)];

    public static IReadOnlyList<(string Word, TicketKind Value)> Tickets { get; } =
        [("chain", TicketKind.HashChain), ("signed", TicketKind.Signed)];

    public static IReadOnlyList<(string Word, ExchangeFault Value)> Faults { get; } =
    [
        ("none", ExchangeFault.None), ("truncated-block", ExchangeFault.TruncatedBlock), ("flipped-block", ExchangeFault.FlippedBlock),
        ("flipped-frame", ExchangeFault.FlippedFrame), ("wrong-content", ExchangeFault.WrongContent),
        ("expired-grant", ExchangeFault.ExpiredGrant), ("wrong-chain", ExchangeFault.WrongChain), ("dear-price", ExchangeFault.DearPrice),
    ];

    public static string Of(ExchangeMode mode) => Modes.First(m => m.Value == mode).Word;

    public static string Of(ExchangeFault fault) => Faults.First(f => f.Value == fault).Word;

    public static string Of(TicketKind tickets) => Tickets.First(t => t.Value == tickets).Word;
}
