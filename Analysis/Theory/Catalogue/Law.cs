namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>A closed form with its name, its parameters and what it rests on: one entry of <see cref="Laws"/>.</summary>
/// <param name="Name">Words joined by hyphens.</param>
/// <param name="Title">One line, without a full stop.</param>
public sealed record Law(string Name, string Title)
{
    public required string Formula { get; init; }

    /// <summary>Under what it holds, and whether it is exact.</summary>
    public required string Assumes { get; init; }

    public required string Source { get; init; }

    public required IReadOnlyList<LawParameter> Parameters { get; init; }

    /// <summary>From values in their ranges to the answer.</summary>
    public required Func<LawValues, LawAnswer> Evaluate { get; init; }

    /// <summary>The parameter of that name or symbol, or null. Names go before symbols.</summary>
    public LawParameter? Find(string nameOrSymbol) =>
        Parameters.FirstOrDefault(p => p.Name == nameOrSymbol)
        ?? Parameters.FirstOrDefault(p => p.Symbol.Length > 0 && p.Symbol == nameOrSymbol);

    /// <summary>Values by parameter name, defaults for what is not set.</summary>
    /// <exception cref="OutOfDomainException">A name is no parameter, or a value is outside its range.</exception>
    public LawValues Values(IReadOnlyDictionary<string, double> set)
    {
        foreach (string name in set.Keys)
            Require.That(Parameters.Any(p => p.Name == name), $"{Name} has no parameter '{name}'");
        Dictionary<string, double> values = [];
        foreach (LawParameter p in Parameters)
        {
            double value = set.TryGetValue(p.Name, out double given) ? given : p.Default;
            if (p.Problem(value) is { } problem) throw new OutOfDomainException(problem);
            values[p.Name] = value;
        }

        return new(values);
    }

    /// <exception cref="OutOfDomainException">The law says nothing for these values.</exception>
    public LawAnswer Answer(IReadOnlyDictionary<string, double> set) => Evaluate(Values(set));
}
