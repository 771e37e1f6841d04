using System;
using System.Globalization;

namespace Fleek.Sim.Kernel;

/// <summary>Numbers as text of a bounded width, the same in every culture.</summary>
public static class Formatter
{
    /// <summary>At most 12 characters.</summary>
    /// <param name="silenceNaN">Whether what is not a number is shown as nothing.</param>
    public static string Format12(double number, bool silenceNaN = true) => Format(number, 12, silenceNaN);

    /// <summary>At most 15 characters.</summary>
    /// <param name="silenceNaN">Whether what is not a number is shown as nothing.</param>
    public static string Format15(double number, bool silenceNaN = true) => Format(number, 15, silenceNaN);

    private static string Format(double number, int width, bool silenceNaN)
    {
        if (double.IsNaN(number)) return silenceNaN ? "" : "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "inf" : "-inf";
        double size = Math.Abs(number);
        // Five decimals, unless they would show nothing of a small number or not find room for a large one.
        string plain = number.ToString("0.#####", CultureInfo.InvariantCulture);
        if ((size == 0 || size >= 0.001) && plain.Length <= width) return plain;
        return number.ToString(width >= 15 ? "0.#######e+000" : "0.####e+000", CultureInfo.InvariantCulture);
    }
}
