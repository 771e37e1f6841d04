using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>What OpenSSL's own benchmark says of this machine.</summary>
internal static partial class OpenSslSpeed
{
    /// <summary>Microseconds for one pass of ChaCha20 over so many bytes; null where the program is not installed.</summary>
    public static double? ChaCha20Microseconds(int bytes)
    {
        ProcessStartInfo start = new("openssl", ["speed", "-seconds", "1", "-bytes", $"{bytes}", "-evp", "chacha20"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> progress = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            progress.Wait();
            Match rate = Rate().Match(output);
            return rate.Success ? bytes / (double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture) * 1_000) * 1e6 : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"chacha20\s+([0-9.]+)k", RegexOptions.IgnoreCase)]
    private static partial Regex Rate();
}
