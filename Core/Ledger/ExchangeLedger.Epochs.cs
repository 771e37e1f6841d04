using System;
using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <content>Epochs: open, closed for redeeming, closed for new disputes, forgotten.</content>
public sealed partial class ExchangeLedger
{
    private readonly SortedDictionary<long, EpochBook> _books = [];

    /// <summary>P + G: the first height at which tickets of an epoch are not redeemed any more.</summary>
    public long CloseOf(long epoch) => EndOf(epoch, _settings.GraceHeights);

    /// <summary>The first height at which units of an epoch are not disputed any more.</summary>
    public long LastDisputeOf(long epoch) => EndOf(epoch, _settings.GraceHeights + _settings.DisputeHeights);

    /// <summary>The height at which the last dispute of an epoch is over: its earnings are free and its tables are forgotten.</summary>
    public long FinalOf(long epoch) => EndOf(epoch, _settings.GraceHeights + (2 * _settings.DisputeHeights));

    /// <summary>Epochs of which something is kept.</summary>
    internal int BooksKept => _books.Count;

    /// <summary>An epoch that lies beyond all heights ends beyond all of them.</summary>
    private long EndOf(long epoch, long after) =>
        (long)Int128.Min(long.MaxValue, ((((Int128)epoch) + 1) * _settings.EpochHeights) + after);

    private EpochBook BookOf(long epoch)
    {
        if (_books.TryGetValue(epoch, out EpochBook? book)) return book;
        book = new EpochBook();
        _books.Add(epoch, book);
        return book;
    }

    private long NextFinalHeight()
    {
        foreach (long epoch in _books.Keys) return FinalOf(epoch);
        return long.MaxValue;
    }

    private void FinishOldestEpoch()
    {
        foreach ((long epoch, EpochBook book) in _books)
        {
            foreach ((PublicKey node, Int128 earned) in book.Earned) Release(AccountOf(node), earned - FeeOf(earned));
            foreach (Hash256 grant in book.Ending) _grants.Remove(grant);
            _books.Remove(epoch);
            return;
        }
    }

    private void Release(LedgerAccount node, Int128 amount)
    {
        node.Free += amount;
        CollectFee(node);
    }

    private void CollectFee(LedgerAccount node)
    {
        Int128 fee = Int128.Min(node.FeeOwed, node.Free);
        node.FeeOwed -= fee;
        node.Free -= fee;
        _credits -= fee;
        _fees += fee;
    }
}
