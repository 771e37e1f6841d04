using System.Diagnostics;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

/// <summary>What we write, read by others: bgpdump prints of our dumps what we print.</summary>
public sealed class BgpdumpTests
{
    [Fact]
    public async Task Bgpdump_reads_the_tables_and_updates_that_we_write_as_we_do()
    {
        string program = Installable.Program("bgpdump", "bgpdump");
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, RandomDump());
            using MemoryStream ours = new();
            using HashedText text = new(ours);
            Assert.False(MrtFile.Read(path, text).IsTorn);
            text.Finish();

            ProcessStartInfo start = new(program, ["-m", path]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string theirs = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            await errors;
            Assert.Equal(theirs, System.Text.Encoding.ASCII.GetString(ours.ToArray()));
            Assert.True(theirs.Count(c => c == '\n') > 1_500);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] RandomDump()
    {
        Random random = new(17);
        MrtWriter writer = new();
        PathAttributeWriter attributes = new();
        MrtPeer[] peers = [.. Enumerable.Range(1, 5).Select(i => new MrtPeer(Address(random, i % 2 == 0), (uint)random.Next(), IpAddress.V4((uint)i)))];
        writer.PeerTable(1_700_000_000, IpAddress.V4(1), "view", peers);
        for (int i = 0; i < 500; i++)
        {
            bool wide = random.Next(3) == 0, addPath = random.Next(3) == 0;
            writer.BeginRib(1_700_000_000, Prefix(random, wide), addPath);
            for (int peer = 0; peer < peers.Length; peer += 1 + random.Next(3))
            {
                Fill(attributes, random);
                if (wide) attributes.RibNextHop(Address(random, true));
                else attributes.NextHop(Address(random, false));
                writer.RibEntry(peer, 5, addPath ? (uint)random.Next() : null, attributes.Written);
            }

            writer.EndRib();
        }

        for (int i = 0; i < 500; i++)
        {
            bool wide = random.Next(2) == 0;
            MrtSession session = new(1_700_000_001, Address(random, wide), (uint)random.Next(), Address(random, wide), 6, random.Next(2) == 0 ? 77u : null);
            Fill(attributes, random);
            IpAddress hop = Address(random, wide);
            if (!wide) attributes.NextHop(hop);
            if (random.Next(4) == 0) writer.State(session, random.Next(1, 7), random.Next(1, 7));
            else if (random.Next(3) == 0) writer.Withdraw(session, [Prefix(random, wide), Prefix(random, wide)]);
            else writer.Announce(session, [Prefix(random, wide)], hop, attributes.Written);
        }

        return writer.Written.ToArray();
    }

    private static void Fill(PathAttributeWriter attributes, Random random)
    {
        attributes.Clear();
        attributes.Origin((RouteOrigin)random.Next(3));
        uint[] path = [.. Enumerable.Range(0, 1 + random.Next(8)).Select(_ => (uint)random.NextInt64(1L << (random.Next(2) == 0 ? 16 : 32)))];
        if (random.Next(4) == 0) attributes.Path(path, [1, 2, 3]);
        else attributes.Path(path);
        if (random.Next(2) == 0) attributes.Med((uint)random.Next());
        if (random.Next(2) == 0) attributes.LocalPreference((uint)random.Next());
        if (random.Next(4) == 0) attributes.AtomicAggregate();
        if (random.Next(4) == 0) attributes.Aggregator((uint)random.Next(), Address(random, false));
        if (random.Next(2) == 0) attributes.Communities([(uint)random.Next(), 0xFFFFFF01, 0xFFFFFF02]);
        if (random.Next(4) == 0) attributes.LargeCommunities([1, 2, 3]);
        if (random.Next(4) == 0) attributes.OnlyToCustomer(9);
    }

    private static IpAddress Address(Random random, bool wide) =>
        wide ? IpAddress.V6(new UInt128(0x2001_0DB8UL << 32, (ulong)random.NextInt64())) : IpAddress.V4((uint)random.NextInt64(1L << 32));

    private static IpPrefix Prefix(Random random, bool wide) => IpPrefix.Of(Address(random, wide), random.Next(1, wide ? 129 : 33));
}
