namespace Fleek.Scenarios.Measuring;

/// <summary>Values of one run's units (accounts, sessions, samples).</summary>
public sealed class UnitSample
{
    private readonly List<double> _values;

    public UnitSample(int capacity) => _values = new List<double>(capacity);

    public UnitSample(List<double> values) => _values = values;

    public void Add(double value) => _values.Add(value);

    /// <summary>Mean and sample standard deviation, in two passes: exact for equal values, stable for large ones.</summary>
    public MeasureValue Mean()
    {
        int n = _values.Count;
        if (n == 0) return new MeasureValue(double.NaN, double.NaN, 0);
        double sum = 0;
        foreach (double value in _values) sum += value;
        double mean = sum / n, squares = 0;
        foreach (double value in _values) squares += (value - mean) * (value - mean);
        return new MeasureValue(mean, n > 1 ? Math.Sqrt(squares / (n - 1)) : 0, n);
    }

    /// <summary>Nearest rank: the least value that at least the share <paramref name="p"/> of all does not exceed.</summary>
    public MeasureValue Percentile(double p)
    {
        int n = _values.Count;
        if (n == 0) return new MeasureValue(double.NaN, double.NaN, 0);
        double[] sorted = [.. _values];
        Array.Sort(sorted);
        return new MeasureValue(sorted[Math.Max(0, (int)Math.Ceiling(p * n) - 1)], double.NaN, n);
    }
}
