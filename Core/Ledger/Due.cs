using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>Something that the ledger does at a height by itself.</summary>
/// <param name="Id">A dispute, or the key of an account.</param>
internal readonly record struct Due(long Height, DueKind Kind, Hash256 Id) : IComparable<Due>
{
    public int CompareTo(Due other)
    {
        int order = Height.CompareTo(other.Height);
        if (order == 0) order = Kind.CompareTo(other.Kind);
        return order != 0 ? order : HashOrder.Compare(Id, other.Id);
    }
}

/// <summary>In the order in which things of one height are done.</summary>
internal enum DueKind : byte
{
    Dispute = 1,
    Balance = 2,
    Stake = 3,
}
