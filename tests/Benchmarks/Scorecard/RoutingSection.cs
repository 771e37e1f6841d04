using System.Diagnostics;
using System.Globalization;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Lookup;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Routing;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// How fast dumps are read, beside bgpdump in the same run, addresses looked up, beside a look into a dictionary for each length, and
/// routes propagated.
/// Real files come from the folder that FLEEK_SIM_DATA names; without it a table of random routes stands in for them.
/// </summary>
internal sealed class RoutingSection : ScoreSection
{
    private const int Turns = 5, Routes = 500_000, Addresses = 1 << 22;

    public override string Name => "routing";

    public override string Title => "Are routing tables read and searched fast?";

    public override IEnumerable<ScoreRow> Measure() =>
        [.. Reading(), .. Searching(), .. SearchingWide(), .. PropagationRows.Measure(DataFile("asrel", "20240101.as-rel.txt.bz2"))];

    private static IEnumerable<ScoreRow> Reading()
    {
        string raw = Path.Combine(Path.GetTempPath(), $"fleek-mrt-{Environment.ProcessId}");
        string? packed = DataFile("mrt", "routeviews.route-views.jinx.ribs.1401487200.bz2");
        try
        {
            if (packed is null)
            {
                File.WriteAllBytes(raw, RandomDump());
            }
            else
            {
                using Stream from = PackedStream.Open(packed, out _);
                using FileStream to = File.Create(raw);
                from.CopyTo(to);
            }

            string what = packed is null ? "random routes, raw" : "JINX 2014, raw";
            (double peer, string absent) = Bgpdump(raw);
            yield return Row(what, "elements", raw, () => new Nothing(), peer, absent, "at least 900000");
            yield return Row(what, "as text", raw, () => new Text(), peer, absent, "at least three times the peer");
            yield return Memory(what, raw);
            if (packed is null) yield break;
            yield return Row("JINX 2014, .bz2", "elements", packed, () => new Nothing(), Bgpdump(packed).Rate, absent, "at least 260000");
            double reading = Best(() => MrtFile.Read(packed, new Nothing())), unpacking = Best(() => Unpack(packed));
            yield return new ScoreRow("JINX 2014, .bz2", "reading", reading, "s", unpacking, "unpacking alone", "little more than the peer");
            yield return Memory("JINX 2014, .bz2", packed);
        }
        finally
        {
            File.Delete(raw);
        }
    }

    private static IEnumerable<ScoreRow> Searching()
    {
        string? file = DataFile("pfx2as", "routeviews-rv2-20240101-1200.pfx2as.gz");
        (IpPrefix Prefix, int Value)[] routes = file is null
            ? [.. RandomPrefixes().Select((prefix, i) => (prefix, i))]
            : [.. PrefixToAsFile.Load(file).Select((route, i) => (route.Prefix, i))];
        PrefixTable table = PrefixTable.Build(IpFamily.IPv4, routes);
        Dictionary<(uint Bits, byte Length), int> naive = [];
        foreach ((IpPrefix prefix, int value) in routes) naive[(prefix.Network.V4Bits, prefix.Length)] = value;

        Random random = new(3);
        uint[] anywhere = [.. Enumerable.Range(0, Addresses).Select(_ => (uint)random.NextInt64(1L << 32))];
        uint[] announced = [.. Enumerable.Range(0, Addresses).Select(_ => Within(routes[random.Next(routes.Length)].Prefix, random).V4Bits)];
        string which = file is null ? $"{table.Count} random prefixes" : $"{table.Count} prefixes of 2024";
        foreach ((string kind, uint[] addresses) in new[] { ("any addresses", anywhere), ("announced addresses", announced) })
        {
            double ours = Stopwatches.PerSecond(() => Sum(addresses, table.Find));
            double theirs = Stopwatches.PerSecond(() => Sum(addresses.AsSpan(0, addresses.Length / 16), a => Naive(naive, a)), runs: 3);
            yield return new ScoreRow($"longest prefix, {kind}", which, ours / 1e6, "million/s", theirs / 1e6, "a dictionary a length", "at least 50");
        }

        yield return new ScoreRow("table", which, table.Bytes / 1e6, "MB");
    }

    /// <summary>IPv6, one address after the other, each drawn from a prefix that is announced.</summary>
    private static IEnumerable<ScoreRow> SearchingWide()
    {
        string? file = DataFile("pfx2as", "bart_prefixes_full_table.txt.gz");
        Random random = new(4);
        (IpPrefix Prefix, int Value)[] routes = file is null
            ? [.. Enumerable.Range(0, Routes / 3).Select(i => (IpPrefix.Of(IpAddress.V6((UInt128)(0x2000UL << 48 | (ulong)random.NextInt64(1L << 48)) << 64), random.Next(29, 49)), i))]
            : [.. Prefixes(file).Where(p => p.Family == IpFamily.IPv6).Select((prefix, i) => (prefix, i))];
        PrefixTable table = PrefixTable.Build(IpFamily.IPv6, routes);
        IpAddress[] addresses = [.. Enumerable.Range(0, Addresses).Select(_ => Within(routes[random.Next(routes.Length)].Prefix, random))];
        double rate = Stopwatches.PerSecond(() =>
        {
            int sum = 0;
            foreach (IpAddress address in addresses) sum ^= table.Find(address);
            GC.KeepAlive(sum);
            return addresses.Length;
        });
        yield return new ScoreRow("longest prefix, IPv6", $"{table.Count} {(file is null ? "random prefixes" : "prefixes of a full table")}", rate / 1e6, "million/s");
    }

    private static IEnumerable<IpPrefix> Prefixes(string file)
    {
        using Stream stream = PackedStream.Open(file, out _);
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
            if (IpPrefix.TryParse(line.Trim(), out IpPrefix prefix)) yield return prefix;
    }

    /// <summary>Any address of a prefix.</summary>
    private static IpAddress Within(IpPrefix prefix, Random random)
    {
        UInt128 any = new((ulong)random.NextInt64(), (ulong)random.NextInt64());
        UInt128 host = ~IpPrefix.MaskOf(prefix.Length) & IpPrefix.MaskOf(IpAddress.WidthOf(prefix.Family));
        return new IpAddress(prefix.Bits | (any & host), prefix.Family);
    }

    /// <summary>Seconds of processor time, which other work on the machine disturbs less than the clock on the wall; the best of some turns.</summary>
    private static double Best(Action work) => Enumerable.Range(0, Turns).Min(_ =>
    {
        TimeSpan before = Stopwatches.ProcessorTime;
        work();
        return (Stopwatches.ProcessorTime - before).TotalSeconds;
    });

    private static void Unpack(string path)
    {
        using Stream stream = PackedStream.Open(path, out _);
        byte[] buffer = new byte[256 << 10];
        while (stream.Read(buffer) > 0)
        {
        }
    }

    /// <summary>The most memory that the program has while it prints a dump, runtime and all, as the system counts it.</summary>
    private static ScoreRow Memory(string what, string path)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Fleek.Sim.Cli", "release", "fleek-sim.dll");
        const string Goal = "at most 50";
        if (!OperatingSystem.IsLinux() || !File.Exists(program))
            return new ScoreRow(what, "routes read and count, memory", double.NaN, "MB", null, "start ./fleek-sim once, which builds it", Goal);
        long peak = Math.Max(PeakOf(program, "read", path), PeakOf(program, "count", path));
        return new ScoreRow(what, "routes read and count, memory", peak / 1e6, "MB", null, "", Goal);
    }

    private static long PeakOf(string program, string verb, string path)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, "routes", verb, path]) { RedirectStandardOutput = true })!;
        Task draining = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        long peak = 0;
        while (!process.HasExited)
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended between the two lines above.
            }

            Thread.Sleep(5);
        }

        draining.Wait();
        return peak;
    }

    private static long Sum(ReadOnlySpan<uint> addresses, Func<uint, int> find)
    {
        int sum = 0;
        foreach (uint address in addresses) sum ^= find(address);
        GC.KeepAlive(sum);
        return addresses.Length;
    }

    private static int Naive(Dictionary<(uint Bits, byte Length), int> prefixes, uint address)
    {
        for (int length = 32; length > 0; length--)
            if (prefixes.TryGetValue((address & uint.MaxValue << 32 - length, (byte)length), out int value)) return value;
        return PrefixTable.None;
    }

    private static ScoreRow Row(string what, string how, string path, Func<IRouteSink> sink, double peer, string absent, string goal)
    {
        long elements = 0;
        double best = Best(() => elements = MrtFile.Read(path, sink()).Statistics.Elements);
        return new ScoreRow(what, how, elements / best, "1/s", peer > 0 ? peer : null, peer > 0 ? "bgpdump -m" : absent, goal);
    }

    /// <summary>Elements a second of processor time, as the shell gives it, of the best of three turns; 0 where the program is not installed.</summary>
    private static (double Rate, string Absent) Bgpdump(string path)
    {
        const string Script = "command -v bgpdump >/dev/null || exit 127; TIMEFORMAT='%U %S'; time bgpdump -m \"$0\" 2>/dev/null | wc -l";
        double rate = 0;
        for (int turn = 0; turn < 3; turn++)
        {
            ProcessStartInfo start = new("/bin/bash", ["-c", Script, path]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            string lines = process.StandardOutput.ReadToEnd(), times = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 127) return (0, "install the Debian package bgpdump");
            double seconds = times.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Sum(t => double.Parse(t, CultureInfo.InvariantCulture));
            rate = Math.Max(rate, long.Parse(lines, CultureInfo.InvariantCulture) / seconds);
        }

        return (rate, "");
    }

    private static string? DataFile(params string[] parts) =>
        Environment.GetEnvironmentVariable("FLEEK_SIM_DATA") is { Length: > 0 } folder && File.Exists(Path.Combine([folder, .. parts]))
            ? Path.Combine([folder, .. parts]) : null;

    private static IEnumerable<IpPrefix> RandomPrefixes()
    {
        Random random = new(1);
        for (int i = 0; i < 2 * Routes; i++)
            yield return IpPrefix.Of(IpAddress.V4((uint)random.NextInt64(1L << 32)), 24 - Math.Min(random.Next(9), random.Next(9)));
    }

    private static byte[] RandomDump()
    {
        Random random = new(2);
        MrtWriter writer = new();
        PathAttributeWriter attributes = new();
        writer.PeerTable(1, IpAddress.V4(1), "", [new MrtPeer(IpAddress.V4(2), 65_000, IpAddress.V4(2))]);
        foreach (IpPrefix prefix in RandomPrefixes().Take(Routes))
        {
            attributes.Clear();
            attributes.Origin(RouteOrigin.Igp);
            attributes.Path([65_000, (uint)random.Next(), (uint)random.Next(), (uint)random.Next()]);
            attributes.NextHop(IpAddress.V4(2));
            writer.BeginRib(1, prefix);
            writer.RibEntry(0, 1, null, attributes.Written);
            writer.EndRib();
        }

        return writer.Written.ToArray();
    }

    private sealed class Nothing : IRouteSink
    {
        public void Take(in RouteElement element, in PathAttributes attributes)
        {
        }
    }

    private sealed class Text : IRouteSink
    {
        private readonly BgpdumpText _text = new();

        public void Take(in RouteElement element, in PathAttributes attributes)
        {
            _text.Take(element, attributes);
            if (_text.Lines.Length > 1 << 16) _text.Clear();
        }
    }
}
