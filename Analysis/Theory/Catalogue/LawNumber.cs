using System.Globalization;

namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>Numbers of laws for people: whole ones in full, others to ten digits. JSON has all digits.</summary>
public static class LawNumber
{
    public static string Of(double value)
    {
        if (!double.IsFinite(value)) return value > 0 ? "unlimited" : double.IsNaN(value) ? "-" : "-unlimited";
        double size = Math.Abs(value);
        if (value == Math.Floor(value) && size < 1e15) return value.ToString("0", CultureInfo.InvariantCulture);
        if (size is < 1e-4 or >= 1e9) return value.ToString("0.#########e+0", CultureInfo.InvariantCulture);
        int decimals = Math.Clamp(9 - (int)Math.Floor(Math.Log10(size)), 0, 13);
        return value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }
}
