using System.Diagnostics;
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

    public override IEnumerable<ScoreRow> Measure() => [.. Reading(), .. Searching(), .. PropagationRows.Measure(DataFile("asrel", "20240101.as-rel.txt.bz2"))];

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
            if (packed is not null) yield return Row("JINX 2014, .bz2", "elements", packed, () => new Nothing(), Bgpdump(packed).Rate, absent, "at least 260000");
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
        uint[] announced = [.. Enumerable.Range(0, Addresses).Select(_ => routes[random.Next(routes.Length)].Prefix.Network.V4Bits)];
        string which = file is null ? $"{table.Count} random prefixes" : $"{table.Count} prefixes of 2024";
        foreach ((string kind, uint[] addresses) in new[] { ("any addresses", anywhere), ("announced addresses", announced) })
        {
            double ours = Stopwatches.PerSecond(() => Sum(addresses, table.Find));
            double theirs = Stopwatches.PerSecond(() => Sum(addresses.AsSpan(0, addresses.Length / 16), a => Naive(naive, a)), runs: 3);
            yield return new ScoreRow($"longest prefix, {kind}", which, ours / 1e6, "million/s", theirs / 1e6, "a dictionary a length", "at least 50");
        }

        yield return new ScoreRow("table", which, table.Bytes / 1e6, "MB");
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
        double best = Enumerable.Range(0, Turns).Min(_ => Stopwatches.WallSeconds(() => elements = MrtFile.Read(path, sink()).Statistics.Elements));
        return new ScoreRow(what, how, elements / best, "1/s", peer > 0 ? peer : null, peer > 0 ? "bgpdump -m" : absent, goal);
    }

    /// <summary>Elements a second of the best of three turns; 0 where the program is not installed.</summary>
    private static (double Rate, string Absent) Bgpdump(string path)
    {
        try
        {
            long lines = 0;
            double best = Enumerable.Range(0, 3).Min(_ => Stopwatches.WallSeconds(() =>
            {
                ProcessStartInfo start = new("bgpdump", ["-m", path]) { RedirectStandardOutput = true, RedirectStandardError = true };
                using Process process = Process.Start(start)!;
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                lines = 0;
                byte[] buffer = new byte[1 << 20];
                int read;
                while ((read = process.StandardOutput.BaseStream.Read(buffer)) > 0) lines += buffer.AsSpan(0, read).Count((byte)'\n');
                process.WaitForExit();
            }));
            return (lines / best, "");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (0, "install the Debian package bgpdump");
        }
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
