using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>
/// The validators of a ledger, n = 3f + 1 of them: how long messages take between each two, and who is down from when. Times are
/// nanoseconds, and <see cref="Never"/> for what does not happen.
/// </summary>
internal sealed class Committee
{
    public const long Never = long.MaxValue;

    private readonly long[][] _delayNs;
    private readonly long[] _downFromNs;
    private readonly long[] _heard;

    /// <param name="delayNs">One-way delays, from row to column; 0 from a validator to itself.</param>
    /// <param name="downFromNs">When each goes down for good, or <see cref="Never"/>.</param>
    public Committee(long[][] delayNs, long[] downFromNs)
    {
        Invariant.Require(delayNs.Length % 3 == 1, "committee: not 3 f + 1 validators");
        Invariant.Require(downFromNs.Count(d => d != Never) <= (delayNs.Length - 1) / 3, "committee: more than f validators go down");
        _delayNs = delayNs;
        _downFromNs = downFromNs;
        _heard = new long[delayNs.Length];
    }

    public int Count => _delayNs.Length;

    /// <summary>f: validators that may fail.</summary>
    public int MostFaulty => (Count - 1) / 3;

    /// <summary>2 f + 1: what two of always share an honest validator.</summary>
    public int Quorum => (2 * MostFaulty) + 1;

    public bool IsUp(int validator, long atNs) => atNs < _downFromNs[validator];

    /// <summary>Whether it never goes down.</summary>
    public bool StaysUp(int validator) => _downFromNs[validator] == Never;

    /// <summary>When what one validator sends at a time reaches another; never, if the sender is down then.</summary>
    public long Arrival(int from, int to, long sentNs) =>
        sentNs == Never || !IsUp(from, sentNs) ? Never : sentNs + _delayNs[from][to];

    /// <summary>
    /// When a validator has heard from so many of all, itself included: an order statistic of arrivals.
    /// </summary>
    /// <param name="sentNs">When each validator sends; never, if it does not.</param>
    public long Heard(int by, ReadOnlySpan<long> sentNs, int count)
    {
        for (int i = 0; i < Count; i++) _heard[i] = Arrival(i, by, sentNs[i]);
        Array.Sort(_heard);
        return _heard[count - 1];
    }

    /// <summary><see cref="Heard"/> for all validators.</summary>
    public void HeardByAll(ReadOnlySpan<long> sentNs, int count, Span<long> heardNs)
    {
        for (int i = 0; i < Count; i++) heardNs[i] = Heard(i, sentNs, count);
    }
}
