using System.Globalization;
using System.Numerics;

namespace Fleek.Scenarios.Reading;

/// <summary>
/// A decimal number kept exactly, digits times a power of ten: <c>0.1</c> is one tenth, and money never passes through a double.
/// </summary>
internal readonly record struct ExactNumber : IComparable<ExactNumber>
{
    private const int MaxDigits = 30;
    private const int MaxExponent = 40;

    private readonly BigInteger digits;
    private readonly int exponent;

    private ExactNumber(BigInteger digits, int exponent)
    {
        while (!digits.IsZero && digits % 10 == 0)
        {
            digits /= 10;
            exponent++;
        }

        this.digits = digits;
        this.exponent = digits.IsZero ? 0 : exponent;
    }

    public int Sign => this.digits.Sign;

    public static ExactNumber Of(BigInteger whole) => new(whole, 0);

    /// <summary>
    /// Reads the number that <paramref name="text"/> starts with: digits, an optional point, an optional exponent. Returns how
    /// many characters it takes; 0 where there is none, -1 where it has too many digits or too large an exponent to be kept.
    /// </summary>
    public static int Read(string text, out ExactNumber number)
    {
        number = default;
        int i = 0, digitCount = 0, scale = 0;
        bool point = false;
        if (i < text.Length && text[i] is '+' or '-') i++;
        int start = i;
        for (; i < text.Length && (char.IsAsciiDigit(text[i]) || (text[i] == '.' && !point)); i++)
        {
            if (text[i] == '.') point = true;
            else (digitCount, scale) = (digitCount + 1, point ? scale + 1 : scale);
        }

        if (digitCount == 0) return 0;
        string mantissa = text[start..i].Replace(".", "").TrimStart('0');
        int power = ReadExponent(text, ref i);
        string significant = mantissa.TrimEnd('0');
        if (significant.Length > MaxDigits || scale > 1000 || Math.Abs(power) > MaxExponent) return -1;
        if (mantissa.Length == 0) return i;
        int exponent = power - scale + (mantissa.Length - significant.Length);
        if (exponent < -MaxExponent || exponent + significant.Length > MaxExponent) return -1;
        BigInteger digits = BigInteger.Parse(significant, CultureInfo.InvariantCulture);
        number = new(text[0] == '-' ? -digits : digits, exponent);
        return i;
    }

    public ExactNumber Times(BigInteger factor) => new(this.digits * factor, this.exponent);

    public ExactNumber Shift(int powerOfTen) => new(this.digits, this.exponent + powerOfTen);

    /// <summary>This as a whole number, or null where it is not one.</summary>
    public BigInteger? ToWhole() => this.exponent >= 0 ? this.digits * BigInteger.Pow(10, this.exponent) : null;

    /// <summary>The nearest double.</summary>
    public double ToDouble() => double.Parse(this.ToString(), CultureInfo.InvariantCulture);

    public int CompareTo(ExactNumber other)
    {
        int common = Math.Min(this.exponent, other.exponent);
        BigInteger mine = this.digits * BigInteger.Pow(10, this.exponent - common);
        return mine.CompareTo(other.digits * BigInteger.Pow(10, other.exponent - common));
    }

    /// <summary>Plain digits, without an exponent.</summary>
    public override string ToString()
    {
        string sign = this.digits.Sign < 0 ? "-" : "";
        string all = BigInteger.Abs(this.digits).ToString(CultureInfo.InvariantCulture);
        if (this.exponent >= 0) return sign + all + new string('0', this.exponent);
        all = all.PadLeft(1 - this.exponent, '0');
        return $"{sign}{all[..^-this.exponent]}.{all[^-this.exponent..]}";
    }

    /// <summary>Moves past <c>e5</c>, <c>E+5</c> or <c>e-5</c>, if it stands there; a unit that starts with e is left
    /// alone.</summary>
    private static int ReadExponent(string text, ref int i)
    {
        if (i >= text.Length || text[i] is not ('e' or 'E')) return 0;
        int at = i + 1;
        bool negative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is '+' or '-') at++;
        int first = at;
        int value = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++) value = Math.Min(10_000, (value * 10) + (text[at] - '0'));
        if (at == first) return 0;
        i = at;
        return negative ? -value : value;
    }
}
