namespace Fleek.Core.FairExchange;

/// <summary>What a unit is paid with: a number on the wire.</summary>
public enum TicketKind : byte
{
    /// <summary>The next link of a hash chain whose head is signed: <see cref="TicketChain"/>.</summary>
    HashChain = 0,

    /// <summary>A signature for every unit: <see cref="UnitTicket"/>.</summary>
    Signed = 1,
}
