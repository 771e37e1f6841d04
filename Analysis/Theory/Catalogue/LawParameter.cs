namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>A number that a law is asked with.</summary>
/// <param name="Name">As it is set.</param>
/// <param name="Symbol">As the formula writes it; may be set by that too. Empty for none.</param>
/// <param name="Unit">Of value, default and range.</param>
/// <param name="Low">Smallest value, itself allowed.</param>
/// <param name="High">Largest value, itself allowed.</param>
/// <param name="Text">What it is, without a full stop.</param>
/// <param name="IsWhole">Only whole numbers.</param>
public sealed record LawParameter(
    string Name, string Symbol, string Unit, double Default, double Low, double High, string Text, bool IsWhole = false)
{
    /// <summary>What is wrong with a value, or null.</summary>
    public string? Problem(double value)
    {
        if (IsWhole && value != Math.Floor(value)) return $"{Name} takes a whole number, not {LawNumber.Of(value)}";
        if (value >= Low && value <= High) return null;
        string unit = Unit is "" or "share" ? "" : " " + Unit;
        return $"{Name} takes {LawNumber.Of(Low)} to {LawNumber.Of(High)}{unit}, not {LawNumber.Of(value)}";
    }
}
