using System.Buffers.Binary;
using System.IO.Compression;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Core.Routing.Rib;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

/// <summary>Files as a bad disk, a bad link or a bad person leaves them: never more than counted skips, a warning or an error that says why.</summary>
public sealed class DumpFuzzTests
{
    private const int Elements = 40;

    /// <summary>Forty records of TABLE_DUMP, packed by xz and by bzip2.</summary>
    private const string Xz =
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AgfAJhdAAAEShaoX0Wm/0IjFOXbNmNRSCa/EemAGXX/m0A1OkPc+YTbkMHZs+uw2pO1"
        + "6qM8xIt8kQrsiswMdPJiTg5wDTaWqpnJ/iETY+rtE6NF0hQI17lXLxMcyUg3l4P4AyWesAU28sa+zMJmg1XlUr9VgILpKSI9EvK4"
        + "LXwmrG+F/MvfWYYtckGPvT3/8k3OPcPGnCiG3QyaxakAAL5CmACwW0utAAG0AaAQAAB7FiMuscRn+wIAAAAABFla";

    private const string Bzip2 =
        "QlpoMTFBWSZTWYUMg5sAAQ30AH//////wFACMAE7RiEp6qg0NAEwARoyb/VRAyoAGQADQAaACooqbUGgAAABkG22Fqa6JkIyURSa"
        + "xG3GdN3e3+CJEKExySzT0U1V2W3Xqwxyz012345X12sAEFQAIYJJfYix+CLJEfIixJMiKEeAjAj12CMBGgiiP4Rpq2CNQjOcCMY0"
        + "EbRGc2EW2wi36Ci4gFFgFF0u4bLL9sktxWzPJNUkkkkkkkkkknrr1WgoVVoKFoKFWgoVVVVVVVVVVVVVVoKP4CjeIwI9xHiIwI/x"
        + "dyRThQkIUMg5sA==";

    private static readonly bool _long = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    public static TheoryData<string> SmallDumps =>
    [
        "bird-mrtdump_rib", "bird_bgp", "bview.64k_stream_overflow.gz", "bview.ipv4_unicast_add_path.gz", "bview.ipv6_unicast_add_path.gz",
        "openbgpd_rib_table-v2", "quagga_rib", "rrc03_2010.02_updates.20100227.1600.first-796-records.gz", "rrc15_2010.02_updates.20100227.1610.gz",
        "updates.20020722.2238.gz", "updates.long_withdrawal.gz", "updates.nlri_mask_trailing_bits.gz",
    ];

    /// <summary>A million records over all files in the long form, of which each is changed, cut, or put together of two.</summary>
    [Theory]
    [MemberData(nameof(SmallDumps))]
    public void A_real_dump_with_every_record_damaged_throws_nothing_and_holds_nothing(string file)
    {
        byte[][] records = Records(Unpacked(DataFolder.File("mrt", "edge", file)));
        int wanted = (_long ? 1_000_000 : 120_000) / SmallDumps.Count;
        Random random = new(file.Length);
        BgpdumpText text = new();
        RouteTable table = new();
        long given = 0, skips = 0, most = 0;
        while (given < wanted)
        {
            MrtReader reader = new(new BothSinks(text, table));
            for (int i = 0; i < 1_000; i++)
            {
                byte[] damaged = i == 0 ? records[0] : Damaged(records, random);
                int consumed = reader.Read(damaged);
                Assert.InRange(consumed, 0, damaged.Length);
                if (consumed < damaged.Length) reader.Finish(damaged.AsSpan(consumed));
                text.Clear();
                given++;
            }

            skips += reader.Statistics.Skips;
            most = Math.Max(most, reader.NeededBytes);
            table.Write(new MrtWriter(), 1, IpAddress.V4(1), "", static _ => { });
            table = new RouteTable();
        }

        Assert.InRange(skips, given / 50, long.MaxValue);
        Assert.InRange(most, 0, MrtReader.LargestBodyBytes + MrtHeader.Bytes);
    }

    [Theory]
    [InlineData(PackedFormat.Gzip)]
    [InlineData(PackedFormat.Zstandard)]
    [InlineData(PackedFormat.Xz)]
    [InlineData(PackedFormat.Bzip2)]
    public void A_packed_dump_that_is_cut_at_any_byte_is_torn_and_gives_what_came_before(PackedFormat format)
    {
        byte[] packed = Pack(format);
        Assert.Equal((Elements, false), Read(packed));
        long before = 0;
        for (int cut = 1; cut < packed.Length; cut++)
        {
            // Before its magic number is whole, nothing tells that it is packed.
            if (PackedStream.FormatOf(packed.AsSpan(0, cut)) != format) continue;
            (long elements, bool isTorn) = Read(packed[..cut]);
            bool isWhole = elements == Elements && format is PackedFormat.Xz or PackedFormat.Zstandard;
            Assert.True(isTorn || isWhole, $"cut to {cut} of {packed.Length}");
            Assert.InRange(elements, before, Elements);
            before = elements;
        }
    }

    [Theory]
    [InlineData(PackedFormat.Gzip)]
    [InlineData(PackedFormat.Zstandard)]
    [InlineData(PackedFormat.Xz)]
    [InlineData(PackedFormat.Bzip2)]
    public void A_packed_dump_with_any_byte_changed_is_read_in_part_or_refused_with_a_reason(PackedFormat format)
    {
        byte[] packed = Pack(format);
        for (int at = 0; at < packed.Length; at++)
        {
            byte[] damaged = (byte[])packed.Clone();
            damaged[at] ^= 0x55;
            try
            {
                Assert.InRange(Read(damaged).Elements, 0, 2 * Elements);
            }
            catch (InputFileException refused)
            {
                Assert.NotEmpty(refused.Help);
            }
        }
    }

    [Fact]
    public void A_pipe_of_each_format_gives_what_a_file_gives()
    {
        foreach (PackedFormat format in (PackedFormat[])[PackedFormat.Plain, PackedFormat.Gzip, PackedFormat.Zstandard, PackedFormat.Xz, PackedFormat.Bzip2])
        {
            byte[] packed = Pack(format);
            Assert.Equal((Elements, false), Read(packed, isPipe: true));
            Assert.Equal(Read(packed[..^9]), Read(packed[..^9], isPipe: true));
        }
    }

    [Fact]
    public void Prefix_to_AS_files_with_any_bytes_changed_are_read_or_refused_with_a_line()
    {
        string path = Path.GetTempFileName();
        byte[] text = System.Text.Encoding.ASCII.GetBytes("1.0.0.0\t24\t13335\n2001:db8::\t32\t1_2\n10.0.0.0\t8\t1,2_3\n# end\n");
        Random random = new(3);
        int refused = 0;
        try
        {
            for (int i = 0; i < (_long ? 50_000 : 3_000); i++)
            {
                byte[] damaged = (byte[])text.Clone();
                for (int k = random.Next(1, 4); k > 0; k--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                File.WriteAllBytes(path, damaged[..random.Next(damaged.Length / 2, damaged.Length + 1)]);
                try
                {
                    Assert.InRange(PrefixToAsFile.Load(path).Count, 1, 8);
                }
                catch (InputFileException problem)
                {
                    refused++;
                    Assert.NotEmpty(problem.Help);
                }
            }
        }
        finally
        {
            File.Delete(path);
        }

        Assert.InRange(refused, 1_000, int.MaxValue);
    }

    private static (long Elements, bool IsTorn) Read(byte[] bytes, bool isPipe = false)
    {
        Stream stream = isPipe ? new PipedBytes(bytes) : new MemoryStream(bytes);
        MrtReading reading = MrtFile.Read("dump", stream, new RouteCounter(), null, null, TestContext.Current.CancellationToken);
        return (reading.Statistics.Elements, reading.IsTorn);
    }

    private static byte[] Pack(PackedFormat format)
    {
        if (format is PackedFormat.Xz) return Convert.FromBase64String(Xz);
        byte[] bzip2 = Convert.FromBase64String(Bzip2);
        if (format is PackedFormat.Bzip2) return bzip2;
        using Bzip2Stream unpacked = new(new MemoryStream(bzip2));
        MemoryStream plain = new(), packed = new();
        unpacked.CopyTo(plain);
        if (format is PackedFormat.Plain) return plain.ToArray();
        using (Stream packer = format == PackedFormat.Gzip
            ? new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)
            : new SharpCompress.Compressors.ZStandard.CompressionStream(packed, leaveOpen: true)) packer.Write(plain.ToArray());
        return packed.ToArray();
    }

    private static byte[] Unpacked(string path)
    {
        using Stream stream = PackedStream.Open(path, out _);
        MemoryStream plain = new();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[][] Records(ReadOnlySpan<byte> dump)
    {
        List<byte[]> records = [];
        while (dump.Length >= MrtHeader.Bytes)
        {
            int bytes = MrtHeader.Bytes + BinaryPrimitives.ReadInt32BigEndian(dump[8..]);
            records.Add(dump[..bytes].ToArray());
            dump = dump[bytes..];
        }

        return [.. records];
    }

    /// <summary>One record with bits turned, another length in it, cut with its length put right, or the front of one and the end of another.</summary>
    private static byte[] Damaged(byte[][] records, Random random)
    {
        byte[] record = (byte[])records[random.Next(records.Length)].Clone();
        int body = record.Length - MrtHeader.Bytes;
        switch (random.Next(4))
        {
            case 0:
                for (int k = random.Next(1, 9); k > 0; k--) record[random.Next(4) == 0 ? 5 + (random.Next(2) * 2) : MrtHeader.Bytes + random.Next(body)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                // Lengths within have one byte or two; the record's own is left, so that the reader stays in step.
                record[MrtHeader.Bytes + random.Next(body)] = (byte)(random.Next(2) * byte.MaxValue);
                break;
            case 2:
                record = record[..(MrtHeader.Bytes + random.Next(body))];
                break;
            default:
                byte[] other = records[random.Next(records.Length)];
                record = [.. record[..(MrtHeader.Bytes + random.Next(body))], .. other[random.Next(MrtHeader.Bytes, other.Length)..]];
                break;
        }

        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(8), record.Length - MrtHeader.Bytes);
        return record;
    }

    /// <summary>Bytes that can be read once, a few at a time.</summary>
    private sealed class PipedBytes(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 100)]);
    }
}
