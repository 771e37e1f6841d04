using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// What a lane claims and was paid. Units lie one after another on a line of money from zero on; units in dispute are cut out of
/// it
/// for good, and paid or not by their dispute alone. So redeems and disputes meet in any order and pay nothing twice.
/// </summary>
internal sealed class LaneAccount
{
    /// <summary>Most disputes of one lane: bounds the work of a redeem.</summary>
    public const int MaxCuts = 64;

    private Cut[] _cuts = [];
    private int _count;

    /// <summary>The largest cumulative amount of a ticket.</summary>
    public Credits Claimed { get; set; }

    /// <summary>Of <see cref="Allowed"/>, what the grant's caps let through, outside disputes.</summary>
    public Credits Credited { get; set; }

    /// <summary>Of <see cref="Credited"/>, what the payer's balance covered.</summary>
    public Credits Paid { get; set; }

    /// <summary>In the order of their beginnings.</summary>
    public ReadOnlySpan<Cut> Cuts => _cuts.AsSpan(0, _count);

    /// <summary>A claim without what was cut out of it.</summary>
    public Credits Allowed(Credits claimed)
    {
        Credits allowed = claimed;
        if (Planted.Is(ProtocolBug.DisputedTicketPays)) return claimed;
        foreach (ref readonly Cut cut in Cuts)
            if (cut.From < claimed) allowed -= Credits.Min(cut.To, claimed) - cut.From;
        return allowed;
    }

    /// <summary>Whether a part of the line or a unit of the session was cut out before.</summary>
    public bool Meets(in Cut other)
    {
        foreach (ref readonly Cut cut in Cuts)
        {
            if (cut.From < other.To && other.From < cut.To) return true;
            if (cut.Session == other.Session && cut.FirstUnit <= other.LastUnit && other.FirstUnit <= cut.LastUnit) return true;
        }

        return false;
    }

    /// <summary>The part meets no other.</summary>
    public void Add(in Cut cut)
    {
        if (_count == _cuts.Length) Array.Resize(ref _cuts, Math.Max(4, 2 * _count));
        int at = _count++;
        for (; at > 0 && _cuts[at - 1].From >= cut.From; at--) _cuts[at] = _cuts[at - 1];
        _cuts[at] = cut;
    }

    /// <summary>
    /// A part of the line: after <paramref name="From"/> up to <paramref name="To"/>, which units of a session cost.
    /// </summary>
    internal readonly record struct Cut(Credits From, Credits To, Hash256 Session, long FirstUnit, long LastUnit);
}
