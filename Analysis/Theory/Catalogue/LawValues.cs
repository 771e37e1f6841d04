namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>The parameters of one question: what was set, and defaults for the rest. All are in their ranges.</summary>
public sealed class LawValues
{
    private readonly Dictionary<string, double> _values;

    internal LawValues(Dictionary<string, double> values) => _values = values;

    /// <exception cref="KeyNotFoundException">The law has no parameter of that name.</exception>
    public double this[string name] => _values[name];

    public long Whole(string name) => (long)_values[name];

    public int Count(string name) => (int)_values[name];
}
