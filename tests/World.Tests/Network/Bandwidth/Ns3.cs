using System.Diagnostics;
using System.Globalization;

namespace Fleek.Tests.World.Network.Bandwidth;

/// <summary>Runs tests/ns3/compare.sh, if ns-3 is installed.</summary>
internal static class Ns3
{
    private const int NotInstalled = 77;

    /// <summary>
    /// The transfers that ns-3 simulated; skips the test with the script's reason where ns-3 is absent, unless
    /// FLEEK_SIM_NS3=1 says that it must be there.
    /// </summary>
    public static IReadOnlyList<Ns3Transfer> Transfers()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script needs a Unix shell");
        ProcessStartInfo start = new(Path.Combine(DataFolder.Repository, "tests", "ns3", "compare.sh"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string reason = error.GetAwaiter().GetResult().Trim();
        bool required = Environment.GetEnvironmentVariable("FLEEK_SIM_NS3") == "1";
        Assert.SkipWhen(process.ExitCode == NotInstalled && !required, $"ns-3 cannot be run: {reason}");
        Assert.True(process.ExitCode == 0, reason);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Parse)];
    }

    private static Ns3Transfer Parse(string line)
    {
        long[] fields = [.. line.Split(',').Select(f => long.Parse(f, CultureInfo.InvariantCulture))];
        return new Ns3Transfer((int)fields[0], fields[1], fields[2], fields[4]);
    }
}
