using Fleek.Core.Endpoints;
using Fleek.Core.Wire;

namespace Fleek.Sim.Cli.Exchanging;

/// <summary>Why an exchange ended, for a reader: the words of docs/protocol.md, and in brackets the name that it has there.</summary>
internal static class ExchangeReasons
{
    public static string Of(RefuseReason reason) => Named(reason, reason switch
    {
        RefuseReason.Frozen => "the payer's balance does not bear the next chunk",
        RefuseReason.WrongChain => "the grant is of another ledger",
        RefuseReason.GrantExpired => "the grant's time is over",
        RefuseReason.PriceAboveGrant => "its price is above the most that the grant allows",
        RefuseReason.GrantExhausted => "the grant is spent",
        RefuseReason.UnknownContent => "it does not have the content",
        _ => null,
    });

    public static string Of(ClientFault fault) => Named(fault, fault switch
    {
        ClientFault.PriceAboveGrant => "the node's price is above the most that the grant allows",
        ClientFault.WrongLength => "a block of a length that it cannot have",
        ClientFault.BadHeaders => "what came is not what the node signed",
        ClientFault.WrongPlaintext => "a block's bytes are not the content's",
        ClientFault.BadKey => "a key is not the one that the node had committed to",
        _ => null,
    });

    private static string Named<T>(T name, string? words)
        where T : struct, Enum => words is null ? $"{name}" : $"{words} ({name})";
}
