using System.Diagnostics;
using System.Globalization;
using Fleek.Sim.Adapters.Files;
using Fleek.Tests;

namespace Fleek.Sim.Cli.Tests.Routing;

/// <summary>How much memory a whole table takes to read, runtime and all, as the system counts it.</summary>
public sealed class StreamingMemoryTests
{
    /// <summary>What no dump may take, and what the runtime alone takes: less means that nothing was measured.</summary>
    private const double MostMegabytes = 50, LeastMegabytes = 20;

    private const string Jinx = "routeviews.route-views.jinx.ribs.1401487200.bz2";

    [Theory]
    [InlineData("count", 1)]
    [InlineData("read", 1)]
    [InlineData("count", 4)]
    public void A_packed_table_is_read_below_fifty_megabytes(string verb, int times) =>
        AssertPeak(verb, times, () => File.OpenRead(DataFolder.File("mrt", Jinx)));

    [Theory]
    [InlineData("count", 1)]
    [InlineData("read", 1)]
    [InlineData("count", 4)]
    public void A_plain_table_is_read_below_fifty_megabytes(string verb, int times) =>
        AssertPeak(verb, times, () => PackedStream.Open(DataFolder.File("mrt", Jinx), out _));

    /// <param name="times">How often the table is read in one stream: what it takes must not grow with that.</param>
    private static void AssertPeak(string verb, int times, Func<Stream> open)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the system tells no peak of memory");
        string program = Path.Combine(AppContext.BaseDirectory, "fleek-sim.dll");
        using Process reader = Process.Start(new ProcessStartInfo("dotnet", [program, "routes", verb, "-"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        Task draining = reader.StandardOutput.BaseStream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        Task feeding = Task.Run(() =>
        {
            using Stream input = reader.StandardInput.BaseStream;
            for (int i = 0; i < times; i++)
            {
                using Stream dump = open();
                dump.CopyTo(input);
            }
        }, TestContext.Current.CancellationToken);
        double peak = 0;
        while (!reader.WaitForExit(2)) peak = Math.Max(peak, PeakMegabytes(reader.Id));
        Task.WaitAll([draining, feeding], TestContext.Current.CancellationToken);
        Assert.Equal(0, reader.ExitCode);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{verb}: {peak:F1} MB"));
        Assert.InRange(peak, LeastMegabytes, MostMegabytes);
    }

    /// <summary>The most that a process has had in memory so far; 0 of one that has ended.</summary>
    private static double PeakMegabytes(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            string[] words = line?.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? [];
            return words.Length < 2 ? 0 : long.Parse(words[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
