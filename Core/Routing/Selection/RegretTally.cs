using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// What a policy's choices cost: the regret of a choice is its round trip less that of the best candidate. Filled by whoever knows
/// the round trips, never read by a policy.
/// </summary>
public sealed class RegretTally
{
    private readonly List<double> _regrets = [];
    private bool _isSorted;
    private double _sum;

    /// <summary>Choices counted.</summary>
    public int Count => _regrets.Count;

    /// <summary>Choices than which no candidate is nearer.</summary>
    public int Hits { get; private set; }

    /// <summary>Choices in the client's own AS.</summary>
    public int InSameAs { get; private set; }

    /// <summary>NaN of no choices, as all figures here.</summary>
    public double MeanMs => Count == 0 ? double.NaN : _sum / Count;

    public double HitRate => Count == 0 ? double.NaN : (double)Hits / Count;

    public double SameAsShare => Count == 0 ? double.NaN : (double)InSameAs / Count;

    /// <summary>Counts a choice.</summary>
    /// <param name="chosenMs">Round trip to the chosen node.</param>
    /// <param name="bestMs">Round trip to the best candidate.</param>
    /// <param name="isSameAs">Whether the chosen node is in the client's AS.</param>
    /// <exception cref="ArgumentException">The chosen one is better than the best, or one is no number.</exception>
    public void Add(double chosenMs, double bestMs, bool isSameAs = false)
    {
        double regret = chosenMs - bestMs;
        if (!(regret >= 0) || double.IsInfinity(regret)) throw new ArgumentException($"no regret: {chosenMs} ms beside {bestMs} ms at best");
        _regrets.Add(regret);
        _isSorted = false;
        _sum += regret;
        if (regret == 0) Hits++;
        if (isSameAs) InSameAs++;
    }

    /// <summary>The regret that a share of the choices does not exceed, in milliseconds.</summary>
    /// <param name="share">From 0 to 1: 0.9 for the p90.</param>
    public double QuantileMs(double share)
    {
        if (Count == 0) return double.NaN;
        if (!_isSorted) _regrets.Sort();
        _isSorted = true;
        return _regrets[Math.Clamp((int)Math.Ceiling(share * Count) - 1, 0, Count - 1)];
    }
}
