using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>Total orders of the ledger's keys, so that what is enumerated never depends on a hash table.</summary>
internal static class HashOrder
{
    public static readonly Comparer<Hash256> Hashes = Comparer<Hash256>.Create(static (a, b) => Compare(a, b));

    public static readonly Comparer<PublicKey> Keys = Comparer<PublicKey>.Create(static (a, b) => Compare(a.Bytes, b.Bytes));

    public static readonly Comparer<LaneKey> Lanes = Comparer<LaneKey>.Create(static (a, b) =>
    {
        int order = Compare(a.GrantId, b.GrantId);
        if (order == 0) order = Compare(a.Node.Bytes, b.Node.Bytes);
        if (order == 0) order = a.Lane.CompareTo(b.Lane);
        return order != 0 ? order : a.Epoch.CompareTo(b.Epoch);
    });

    public static readonly Comparer<SessionUnit> Units = Comparer<SessionUnit>.Create(static (a, b) =>
    {
        int order = Compare(a.Node.Bytes, b.Node.Bytes);
        if (order == 0) order = Compare(a.Session, b.Session);
        return order != 0 ? order : a.Unit.CompareTo(b.Unit);
    });

    /// <summary>By the words of the hash, the first the most significant: any order would do, as long as it is one.</summary>
    public static int Compare(in Hash256 a, in Hash256 b)
    {
        int order = a.Word0.CompareTo(b.Word0);
        if (order == 0) order = a.Word1.CompareTo(b.Word1);
        if (order == 0) order = a.Word2.CompareTo(b.Word2);
        return order != 0 ? order : a.Word3.CompareTo(b.Word3);
    }
}
