using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>
/// A choice among regions with probabilities in proportion to e^x: kept so that changing one x and choosing take logarithmic
/// time, and relative to the greatest, so that no exponential overflows.
/// </summary>
internal sealed class LogitWeights
{
    private readonly double[] _greatest, _sums;
    private readonly int _firstLeaf = 1;

    public LogitWeights(int regions)
    {
        while (_firstLeaf < regions) _firstLeaf *= 2;
        _greatest = new double[2 * _firstLeaf];
        _sums = new double[2 * _firstLeaf];
        Array.Fill(_greatest, double.NegativeInfinity);
    }

    /// <summary>The logarithm of the sum of all e^x; minus infinity where no region can be chosen.</summary>
    public double LogSum => _sums[1] == 0 ? double.NegativeInfinity : _greatest[1] + PortableMath.Log(_sums[1]);

    /// <param name="x">Finite, or minus infinity for a region that cannot be chosen.</param>
    public void Set(int region, double x)
    {
        int slot = _firstLeaf + region;
        _greatest[slot] = x;
        _sums[slot] = double.IsNegativeInfinity(x) ? 0 : 1;
        for (slot /= 2; slot > 0; slot /= 2)
        {
            int left = 2 * slot, right = left + 1;
            double greatest = Math.Max(_greatest[left], _greatest[right]);
            _greatest[slot] = greatest;
            _sums[slot] = Relative(left, greatest) + Relative(right, greatest);
        }
    }

    public int Choose(ref RandomStream stream)
    {
        int slot = 1;
        while (slot < _firstLeaf)
        {
            double greatest = _greatest[slot], left = Relative(2 * slot, greatest), right = Relative((2 * slot) + 1, greatest);
            // A side of no weight is never taken, whatever is drawn.
            slot = (2 * slot) + (right > 0 && stream.NextUniform() * (left + right) >= left ? 1 : 0);
        }

        return slot - _firstLeaf;
    }

    private double Relative(int slot, double greatest) =>
        _sums[slot] == 0 ? 0 : _sums[slot] * PortableMath.Exp(_greatest[slot] - greatest);
}
