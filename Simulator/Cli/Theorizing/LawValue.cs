using System.Globalization;
using Fleek.Analysis.Theory.Catalogue;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Theorizing;

/// <summary>
/// Reads a value: a number or a fraction such as 1/50, in the parameter's unit or with a unit of the same kind.
/// </summary>
internal static class LawValue
{
    /// <summary>By a parameter's unit, the units that its values may be given in, and their sizes in it.</summary>
    private static readonly Dictionary<string, (string Unit, double Size)[]> _units = new()
    {
        ["s"] = [("s", 1), ("ms", 1e-3), ("us", 1e-6), ("min", 60), ("h", 3600)],
        ["bit/s"] = [("bit/s", 1), ("kbit/s", 1e3), ("Mbit/s", 1e6), ("Gbit/s", 1e9), ("Tbit/s", 1e12)],
        ["bit"] = [("bit", 1), ("bytes", 8), ("KiB", 8192), ("MiB", 8_388_608)],
        ["bytes"] = [("bytes", 1), ("KiB", 1024), ("MiB", 1_048_576), ("GiB", 1_073_741_824)],
        ["MiB"] = [("MiB", 1), ("KiB", 1.0 / 1024), ("GiB", 1024), ("TiB", 1_048_576)],
        ["share"] = [("%", 0.01)],
        ["chunks"] = [("chunks", 1), ("chunk", 1)],
        ["chunk prices"] = [("chunk prices", 1), ("chunks", 1), ("chunk", 1)],
        ["chunks/s"] = [("chunks/s", 1), ("chunk/s", 1), ("/s", 1)],
        ["1/s"] = [("1/s", 1), ("/s", 1)],
    };

    /// <exception cref="CommandException">The text is no number, in no unit of the parameter, or outside its range.</exception>
    public static double Read(LawParameter parameter, string text)
    {
        (string number, double size) = Split(parameter, text);
        if (Number(number) is not { } value)
            throw CommandException.Usage($"{parameter.Name} takes a number{In(parameter)}, not '{text}'");
        // A unit such as KiB of MiB: rounding must not make a whole number broken.
        value = size == 1 ? value : value * size;
        if (parameter.Problem(value) is { } problem) throw CommandException.Usage(problem);
        return value;
    }

    private static (string Number, double Size) Split(LawParameter parameter, string text)
    {
        (string Unit, double Size)[] units = _units.GetValueOrDefault(parameter.Unit) ?? [(parameter.Unit, 1)];
        // The longest first: "ms" also ends with "s".
        foreach ((string unit, double size) in units.OrderByDescending(u => u.Unit.Length))
        {
            if (unit.Length == 0 || !text.EndsWith(unit, StringComparison.Ordinal)) continue;
            string number = text[..^unit.Length].TrimEnd();
            if (Number(number) is not null) return (number, size);
        }

        return (text, 1);
    }

    private static double? Number(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length > 2) return null;
        double value = 1;
        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out double part)) return null;
            value = i == 0 ? part : value / part;
        }

        return double.IsFinite(value) ? value : null;
    }

    private static string In(LawParameter parameter) => parameter.Unit switch
    {
        "" => "",
        "share" => " or a share in %",
        _ => $" in {parameter.Unit}" + (_units.TryGetValue(parameter.Unit, out (string Unit,
            double Size)[]? units) && units.Length > 1
            ? $" ({string.Join(", ", units.Select(u => u.Unit))})" : ""),
    };
}
