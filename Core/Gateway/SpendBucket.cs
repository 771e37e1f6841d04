using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>
/// A budget that grows back: it holds at most its capacity, and an empty one is full again after the refill time. Over any span T no more
/// is taken than capacity * (1 + T / refill). Exact: amounts are counted in units times nanoseconds, in 128 bits.
/// </summary>
public struct SpendBucket(Credits capacity, Duration refill, Instant now)
{
    private readonly long _capacity = capacity.Units, _refill = refill.Nanoseconds;
    private Int128 _level = (Int128)capacity.Units * refill.Nanoseconds;
    private long _at = now.Nanoseconds;

    /// <summary>What may be taken now. Time never goes back: an earlier one counts as the last.</summary>
    public Credits Available(Instant now)
    {
        Advance(now);
        return new Credits((long)(_level / _refill));
    }

    /// <summary>Whether nothing of it is missing.</summary>
    public bool IsFull(Instant now)
    {
        Advance(now);
        return _level == Whole;
    }

    /// <summary>Takes an amount if it is there.</summary>
    public bool TryTake(Instant now, Credits amount)
    {
        if (amount > Available(now)) return false;
        _level -= (Int128)amount.Units * _refill;
        return true;
    }

    /// <summary>How long until an amount is there; never if the capacity is less.</summary>
    public Duration Until(Instant now, Credits amount)
    {
        Advance(now);
        if (amount.Units > _capacity) return new Duration(long.MaxValue);
        Int128 missing = ((Int128)amount.Units * _refill) - _level;
        return missing <= 0 ? Duration.Zero : new Duration((long)((missing + _capacity - 1) / _capacity));
    }

    private readonly Int128 Whole => (Int128)_capacity * _refill;

    private void Advance(Instant now)
    {
        if (now.Nanoseconds <= _at) return;
        _level = Int128.Min(Whole, _level + ((Int128)_capacity * (now.Nanoseconds - _at)));
        _at = now.Nanoseconds;
    }
}
