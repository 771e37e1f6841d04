using System.Globalization;
using System.Text;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Files;

/// <summary>
/// What cryptography costs on one machine: a small YAML file of `key: value` lines with the unit in the key, written by
/// `calibrate` of tests/Benchmarks. `#` begins a comment; every key is needed once, and no other is taken.
/// </summary>
public static class CalibrationFile
{
    /// <summary>Largest file in bytes.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>Longest time of one operation: a second.</summary>
    public const long MaxNanoseconds = 1_000_000_000;

    /// <summary>Most headers under one signature: a node's window is never larger.</summary>
    public const int MaxHeaders = 1_000_000;

    private const string Processor = "processor", Headers = "headers_per_signature";

    private static readonly string[] Keys =
    [
        Processor, "ed25519_sign_ns", "ed25519_verify_ns", "blake3_256_kib_ns", "cipher_256_kib_ns", "ticket_hash_ns", Headers,
    ];

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="InputFileException">It cannot be read, or is not what this says; names the line.</exception>
    public static CryptographyCosts Load(string path)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new InputFileException(path, 0, $"is larger than {MaxBytes >> 10} KiB", "name a file that `calibrate` wrote");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputFileException(path, 0, $"cannot be read: {e.Message}", "check the path and its permissions", e);
        }

        return Parse(path, Encoding.UTF8.GetString(bytes));
    }

    /// <summary>The costs in a file's text; <paramref name="path"/> only names it in errors.</summary>
    /// <exception cref="InputFileException">As <see cref="Load"/>.</exception>
    public static CryptographyCosts Parse(string path, string text)
    {
        Dictionary<string, long> values = [];
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) throw new InputFileException(path, i + 1, "has no colon", "write `key: value`, one to a line");
            string key = line[..colon].Trim();
            if (!Keys.Contains(key))
                throw new InputFileException(path, i + 1, $"'{Short(key)}' is not a key of a calibration", $"the keys are {string.Join(", ", Keys)}");
            long value = key == Processor ? 0 : Number(path, i + 1, key, line[(colon + 1)..]);
            if (!values.TryAdd(key, value)) throw new InputFileException(path, i + 1, $"gives '{key}' again", "keep one line for each key");
        }

        foreach (string key in Keys)
        {
            if (!values.ContainsKey(key))
                throw new InputFileException(path, 0, $"lacks the key '{key}'", "measure again: `calibrate` of tests/Benchmarks writes all of them");
        }

        return new CryptographyCosts(
            Time(values, 1), Time(values, 2), Time(values, 3), Time(values, 4), Time(values, 5), (int)values[Headers]);
    }

    /// <summary>The text of a file that <see cref="Parse"/> reads.</summary>
    /// <param name="processor">Its model, for the reader.</param>
    public static string Write(CryptographyCosts costs, string processor)
    {
        StringBuilder text = new("# Processor time of one core for each operation of the exchange: medians, in nanoseconds.\n");
        string model = processor.ReplaceLineEndings(" ").Replace('"', '\'');
        text.Append(CultureInfo.InvariantCulture, $"{Processor}: \"{model}\"\n");
        Duration[] times = [costs.Sign, costs.Verify, costs.HashBlock, costs.CipherBlock, costs.Ticket];
        for (int i = 0; i < times.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{Keys[i + 1]}: {times[i].Nanoseconds}\n");
        return text.Append(CultureInfo.InvariantCulture, $"{Headers}: {costs.HeadersPerSignature}\n").ToString();
    }

    private static Duration Time(Dictionary<string, long> values, int key) => new(values[Keys[key]]);

    private static long Number(string path, int line, string key, string text)
    {
        int comment = text.IndexOf(" #", StringComparison.Ordinal);
        string digits = (comment < 0 ? text : text[..comment]).Trim();
        (long least, long most, string unit) = key == Headers ? (1L, MaxHeaders, "headers") : (0L, MaxNanoseconds, "nanoseconds");
        bool read = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long value);
        if (read && value >= least && value <= most) return value;
        throw new InputFileException(
            path, line, $"'{Short(digits)}' is not a number of {unit} for '{key}'", $"give a whole number from {least} to {most}");
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
