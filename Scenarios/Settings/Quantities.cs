using System.Globalization;
using System.Numerics;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Settings;

/// <summary>Makes settings of numbers in base units, and writes them in the canonical way.</summary>
internal static class Quantities
{
    /// <summary>Null, with a diagnostic, where the kind counts whole units and the number is not whole, or does not fit 64
    /// bits.</summary>
    public static Setting? Make(KeySpec key, ExactNumber number, bool inChunks, string written, Mark at, DiagnosticSink sink)
    {
        if (Granule(key.Kind, inChunks) is { } granule)
        {
            if (number.ToWhole() is not { } whole)
            {
                sink.Add(Codes.NotWhole, $"'{Shown.Short(written)}' is not a whole number of {granule}", at);
                return null;
            }

            if (whole > long.MaxValue || whole < long.MinValue)
            {
                sink.Add(Codes.OutOfRange, $"'{Shown.Short(written)}' does not fit: at most {long.MaxValue} {granule}", at);
                return null;
            }
        }

        return new() { Key = key, Text = Write(key.Kind, number, inChunks), Number = number, InChunks = inChunks, At = at };
    }

    /// <summary>The canonical text: one unit per kind, except that durations take the largest of ns, us, ms and s that
    /// fits.</summary>
    public static string Write(KeyKind kind, ExactNumber number, bool inChunks) => kind switch
    {
        KeyKind.Duration => WriteDuration(number),
        KeyKind.Money => inChunks ? $"{number} chunks" : $"{number.Shift(-12)} credit",
        KeyKind.ChunkCount => $"{number} chunks",
        KeyKind.Bytes => WriteBytes(number),
        KeyKind.BitRate => $"{number.Shift(-6)} Mbit/s",
        KeyKind.ChunkRate => $"{number} chunks/s",
        _ => number.ToString(),
    };

    public static long ToLong(this Setting setting) => (long)setting.Number.ToWhole()!.Value;

    private static string? Granule(KeyKind kind, bool inChunks) => kind switch
    {
        KeyKind.Count => "units",
        KeyKind.ChunkCount => "chunks",
        KeyKind.Duration => "nanoseconds",
        KeyKind.Bytes => "bytes",
        KeyKind.BitRate => "bits a second",
        KeyKind.Money when !inChunks => "base units (1 credit is 10^12)",
        _ => null,
    };

    private static string WriteDuration(ExactNumber nanoseconds)
    {
        BigInteger size = BigInteger.Abs(nanoseconds.ToWhole() ?? BigInteger.Zero);
        if (size.IsZero || size >= 1_000_000_000) return $"{nanoseconds.Shift(-9)} s";
        if (size >= 1_000_000) return $"{nanoseconds.Shift(-6)} ms";
        return size >= 1_000 ? $"{nanoseconds.Shift(-3)} us" : $"{nanoseconds} ns";
    }

    private static string WriteBytes(ExactNumber bytes)
    {
        BigInteger whole = bytes.ToWhole() ?? BigInteger.Zero;
        return whole % 1024 == 0 && !whole.IsZero
            ? (whole / 1024).ToString(CultureInfo.InvariantCulture) + " KiB"
            : whole.ToString(CultureInfo.InvariantCulture) + " B";
    }
}
