using System.IO.Compression;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

public sealed class PackedDumpTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleek-mrt-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(PackedFormat.Plain)]
    [InlineData(PackedFormat.Gzip)]
    [InlineData(PackedFormat.Zstandard)]
    public void A_dump_is_unpacked_by_its_content_whatever_it_is_called(PackedFormat format)
    {
        string path = Write("dump.xz", Pack(Dump(1_000), format));
        MrtReading reading = MrtFile.Read(path, new RouteCounter());
        Assert.Equal((format, 1_000L, false), (reading.Format, reading.Statistics.Elements, reading.IsTorn));
    }

    [Fact]
    public void A_gzip_file_of_several_members_is_whole()
    {
        byte[] dump = Dump(1_000);
        byte[] packed = [.. Pack(dump[..5_000], PackedFormat.Gzip), .. Pack(dump[5_000..], PackedFormat.Gzip)];
        MrtReading reading = MrtFile.Read(Write("dump", packed), new RouteCounter());
        Assert.Equal((1_000L, false), (reading.Statistics.Elements, reading.IsTorn));
    }

    [Theory]
    [InlineData(PackedFormat.Plain)]
    [InlineData(PackedFormat.Gzip)]
    [InlineData(PackedFormat.Zstandard)]
    public void A_cut_file_gives_what_was_readable_and_a_warning(PackedFormat format)
    {
        byte[] packed = Pack(Dump(20_000), format);
        foreach (int cut in (int[])[packed.Length / 2, packed.Length * 3 / 4, packed.Length - 1])
        {
            MrtReading reading = MrtFile.Read(Write("dump", packed[..cut]), new RouteCounter());
            Assert.True(reading.IsTorn, $"{format} cut to {cut} of {packed.Length}");
            Assert.InRange(reading.Statistics.Elements, 1, 20_000);
        }
    }

    [Fact]
    public void A_bzip2_file_is_unpacked_as_by_its_own_program_and_its_blocks_are_checked()
    {
        string path = DataFolder.File("mrt", "updates.20260222.1530.bz2");
        byte[] packed = File.ReadAllBytes(path);
        packed[packed.Length / 2] ^= 1;
        MrtReading damaged = MrtFile.Read(Write("dump", packed), new RouteCounter());
        MrtReading whole = MrtFile.Read(path, new RouteCounter());
        Assert.Equal((PackedFormat.Bzip2, 6_526_793L, false), (whole.Format, whole.Bytes, whole.IsTorn));
        Assert.True(damaged.IsTorn);
        Assert.InRange(damaged.Statistics.Elements, 1, whole.Statistics.Elements - 1);
    }

    [Fact]
    public void Bzip2_data_that_was_changed_anywhere_is_never_more_than_damaged()
    {
        byte[] packed = File.ReadAllBytes(DataFolder.File("mrt", "updates.20260222.1530.bz2"));
        Random random = new(7);
        byte[] buffer = new byte[64 << 10];
        for (int i = 0; i < 40; i++)
        {
            byte[] changed = packed[..(100 + random.Next(60_000))];
            for (int k = 0; k < 3; k++) changed[4 + random.Next(changed.Length - 4)] ^= (byte)(1 << random.Next(8));
            using Bzip2Stream stream = new(new MemoryStream(changed));
            Assert.ThrowsAny<InvalidDataException>(() =>
            {
                while (stream.Read(buffer) > 0)
                {
                }
            });
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html><body>404 Not Found</body></html>")]
    [InlineData("BGP table version is 5, local router ID is 10.0.0.1\n   Network          Next Hop            Metric LocPrf\n")]
    public void What_is_no_dump_is_refused_and_said_so(string text)
    {
        InputFileException error = Assert.Throws<InputFileException>(
            () => MrtFile.Read(Write("dump", System.Text.Encoding.ASCII.GetBytes(text)), new RouteCounter()));
        Assert.NotEmpty(error.Help);
    }

    [Fact]
    public void A_file_that_is_absent_is_named() =>
        Assert.Contains("cannot be read", Assert.Throws<InputFileException>(
            () => MrtFile.Read(Path.Combine(_folder, "absent"), new RouteCounter())).Message);

    private static byte[] Dump(int prefixes)
    {
        MrtWriter writer = new();
        writer.PeerTable(1, IpAddress.V4(1), "view", [new MrtPeer(IpAddress.V4(2), 65_000, IpAddress.V4(2))]);
        PathAttributeWriter attributes = new();
        Random random = new(1);
        for (int i = 0; i < prefixes; i++)
        {
            attributes.Clear();
            attributes.Origin(RouteOrigin.Igp);
            attributes.Path([65_000, (uint)random.Next(), (uint)random.Next()]);
            attributes.NextHop(IpAddress.V4((uint)random.Next()));
            writer.BeginRib(1, IpPrefix.Of(IpAddress.V4((uint)i << 8), 24));
            writer.RibEntry(0, 1, null, attributes.Written);
            writer.EndRib();
        }

        return writer.Written.ToArray();
    }

    private static byte[] Pack(byte[] bytes, PackedFormat format)
    {
        if (format == PackedFormat.Plain) return bytes;
        MemoryStream packed = new();
        using (Stream packer = format == PackedFormat.Gzip
            ? new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)
            : new SharpCompress.Compressors.ZStandard.CompressionStream(packed, leaveOpen: true)) packer.Write(bytes);
        return packed.ToArray();
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
