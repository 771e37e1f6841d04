using System.IO.Compression;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests.Routing;

/// <summary>A folder with a small table, updates after it, and files that are none.</summary>
internal sealed class DumpSandbox : IDisposable
{
    /// <summary>2020-08-09T03:20:00Z.</summary>
    public const uint Start = 1_596_943_200;

    private static readonly MrtPeer[] _peers =
        [new(IpAddress.V4(0x0A000001), 64_501, IpAddress.V4(1)), new(IpAddress.V6((UInt128)0x2001_0DB8_0000_0001UL << 64 | 2), 64_502, IpAddress.V4(2))];

    public DumpSandbox()
    {
        byte[] table = Table(), updates = Updates();
        File.WriteAllBytes(Sandbox.In("rib"), table);
        File.WriteAllBytes(Sandbox.In("rib.gz"), Gzip(table));
        File.WriteAllBytes(Sandbox.In("updates"), updates);
        File.WriteAllBytes(Sandbox.In("cut"), table[..^20]);
        File.WriteAllBytes(Sandbox.In("cut.gz"), Gzip(table)[..^20]);
        File.WriteAllBytes(Sandbox.In("strange"), [.. table, .. Strange(), .. updates]);
        File.WriteAllBytes(Sandbox.In("empty"), []);
        File.WriteAllBytes(Sandbox.In("noise"), [.. Enumerable.Range(1, 600).Select(i => (byte)(i * 7919 >> 3))]);
        File.WriteAllBytes(Sandbox.In("swapped"), [.. table.Chunk(4).SelectMany(word => word.Reverse())]);
        File.WriteAllText(Sandbox.In("page.html"), "<!DOCTYPE html>\n<html><body><h1>404 Not Found</h1></body></html>\n");
        File.WriteAllText(Sandbox.In("table.txt"), "BGP table version is 5, local router ID is 10.0.0.1\n   Network  Next Hop  Metric\n*> 10.0.0.0/8 10.0.0.1 0\n");
        File.WriteAllText(Sandbox.In("prefixes"), "10.0.0.0\t8\t64501\n10.1.0.0\t16\t64502_64503\n10.2.0.0\t16\t64502,64504\n2001:db8::\t32\t64505\n");
        Directory.CreateDirectory(Sandbox.In("folder"));
    }

    public Sandbox Sandbox { get; } = new(scenarios: null);

    public void Dispose() => Sandbox.Dispose();

    /// <summary>The program's answer as a transcript.</summary>
    public void Check(string golden, string[] args) => Transcript.Check(golden, Transcript.Of(Sandbox, Sandbox.Run(args), args));

    private static byte[] Table()
    {
        MrtWriter writer = new();
        writer.PeerTable(Start, IpAddress.V4(9), "view", _peers);
        Entry(writer, "10.0.0.0/8", (0, [64_501, 64_510]), (1, [64_502, 64_511, 64_510]));
        Entry(writer, "10.1.0.0/16", (0, [64_501, 64_512]), (1, [64_502, 4_200_000_001]));
        Entry(writer, "2001:db8::/32", (1, [64_502]));
        return writer.Written.ToArray();
    }

    private static byte[] Updates()
    {
        MrtWriter writer = new();
        PathAttributeWriter attributes = Attributes([64_501, 64_501, 64_513], IpAddress.V4(0x0A000001));
        attributes.Communities([64_501u << 16 | 7, 0xFFFFFF01]);
        attributes.LargeCommunities([64_501, 1, 2]);
        writer.Announce(Session(60, 0), [Prefix("10.3.0.0/16"), Prefix("10.4.0.0/16")], IpAddress.V4(0x0A000001), attributes.Written);
        writer.Withdraw(Session(120, 0), [Prefix("10.1.0.0/16")]);
        writer.State(Session(180, 1), 6, 1);
        return writer.Written.ToArray();
    }

    /// <summary>A record of no known type, and one that is cut within.</summary>
    private static byte[] Strange() => [0, 0, 0, 1, 0, 99, 0, 1, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 1, 0, 13, 0, 2, 0, 0, 0, 2, 0, 0];

    private static void Entry(MrtWriter writer, string prefix, params (int Peer, uint[] Path)[] routes)
    {
        writer.BeginRib(Start, Prefix(prefix));
        foreach ((int peer, uint[] path) in routes) writer.RibEntry(peer, Start - 1_000, null, Attributes(path, _peers[peer].Address).Written);
        writer.EndRib();
    }

    private static PathAttributeWriter Attributes(uint[] path, IpAddress hop)
    {
        PathAttributeWriter attributes = new();
        attributes.Origin(RouteOrigin.Igp);
        attributes.Path(path);
        if (hop.Family == IpFamily.IPv4) attributes.NextHop(hop);
        else attributes.RibNextHop(hop);
        return attributes;
    }

    private static MrtSession Session(uint after, int peer) =>
        new(Start + after, _peers[peer].Address, _peers[peer].As, peer == 0 ? IpAddress.V4(9) : IpAddress.V6(9), 64_999);

    private static IpPrefix Prefix(string text) => IpPrefix.TryParse(text, out IpPrefix prefix) ? prefix : throw new ArgumentException(text);

    private static byte[] Gzip(byte[] bytes)
    {
        MemoryStream packed = new();
        using (GZipStream packer = new(packed, CompressionMode.Compress, leaveOpen: true)) packer.Write(bytes);
        return packed.ToArray();
    }
}
