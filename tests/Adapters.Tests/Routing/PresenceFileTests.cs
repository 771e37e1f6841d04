using System.IO.Compression;
using System.Text;
using CsCheck;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

public sealed class PresenceFileTests
{
    private const string Good = "ASN,LATITUDE,LONGITUDE,exchange\n1,50.11,8.68,DE-CIX\n2,50.12,8.66,\"DE-CIX\"\n3,-33.9,151.2,\n4294967295,90,-180,\n";

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("latitude,longitude\n1,2\n", 1, "the header has no column `asn`")]
    [InlineData("asn,longitude\n1,2\n", 1, "the header has no column `latitude`")]
    [InlineData("asn,latitude\n1,2\n", 1, "the header has no column `longitude`")]
    [InlineData("<html><body>404 Not Found</body></html>\n", 1, "the header has no column `asn`")]
    [InlineData("asn,latitude,longitude\nx,1,2\n", 2, "`asn` is `x`, not an AS number")]
    [InlineData("asn,latitude,longitude\n-1,1,2\n", 2, "`asn` is `-1`, not an AS number")]
    [InlineData("asn,latitude,longitude\n4294967296,1,2\n", 2, "`asn` is `4294967296`, not an AS number")]
    [InlineData("asn,latitude,longitude\n1,91,2\n", 2, "`latitude` is 91, not within -90 and 90")]
    [InlineData("asn,latitude,longitude\n1,1,2\n1,1,-180.1\n", 3, "`longitude` is -180.1, not within -180 and 180")]
    [InlineData("asn,latitude,longitude\n1,NaN,2\n", 2, "`latitude` is NaN, not within -90 and 90")]
    [InlineData("asn,latitude,longitude\n1,,2\n", 2, "`latitude` is ``, not a number")]
    [InlineData("asn,latitude,longitude\n1,1\n", 2, "has 2 fields where the header has 3")]
    public void A_defect_is_named_with_its_line_and_a_mend(string text, int line, string message)
    {
        InputFileException problem = Assert.Throws<InputFileException>(() => Parse(Encoding.UTF8.GetBytes(text)));
        Assert.Contains(message, problem.Message);
        Assert.Equal(line, problem.Line);
        Assert.Equal("places.csv", problem.File);
        Assert.NotEmpty(problem.Help);
    }

    [Fact]
    public void Damaged_places_are_read_or_refused_and_never_crash()
    {
        byte[] good = Encoding.ASCII.GetBytes(Good);
        int read = 0, refused = 0;
        Gen.Select(Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[1, 4], Gen.Int[0, good.Length]).Sample(
            (edits, cut) =>
            {
                byte[] damaged = [.. good];
                foreach ((int at, byte value) in edits) damaged[at] = value;
                try
                {
                    InterconnectionMap map = Parse(damaged[..cut]);
                    // A row makes a city and an exchange at most; damage may add line ends.
                    Assert.InRange(map.Sites.Count, 0, 2 * (4 + edits.Length));
                    Assert.All(map.Sites, site => Assert.True(site.Position.IsKnown));
                    Interlocked.Increment(ref read);
                }
                catch (InputFileException problem)
                {
                    Assert.InRange(problem.Line, 0, 6 + edits.Length);
                    Assert.NotEmpty(problem.Help);
                    Interlocked.Increment(ref refused);
                }
            },
            iter: 20_000);
        Assert.InRange(read, 500, 20_000);
        Assert.InRange(refused, 500, 20_000);
    }

    [Fact]
    public void A_packed_file_that_is_cut_a_folder_and_no_file_are_named()
    {
        string folder = Directory.CreateTempSubdirectory("fleek-places-").FullName;
        try
        {
            MemoryStream packed = new();
            using (GZipStream packer = new(packed, CompressionMode.Compress, leaveOpen: true)) packer.Write(Encoding.ASCII.GetBytes(Good));
            string path = Path.Combine(folder, "places.csv.gz");
            File.WriteAllBytes(path, packed.ToArray());
            Assert.Equal(4, PresenceFile.Load(path).Sites.Count);
            for (int cut = 1; cut < packed.Length; cut++)
            {
                File.WriteAllBytes(path, packed.ToArray()[..cut]);
                Assert.NotEmpty(Assert.Throws<InputFileException>(() => PresenceFile.Load(path)).Help);
            }

            Assert.Throws<InputFileException>(() => PresenceFile.Load(folder));
            Assert.Throws<InputFileException>(() => PresenceFile.Load(Path.Combine(folder, "absent.csv")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_file_without_end_is_refused_before_it_is_held()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (GZipStream packer = new(File.Create(path), CompressionLevel.Fastest))
            {
                packer.Write("asn,latitude,longitude\n"u8);
                byte[] rows = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1,50,8\n", 1 << 16)));
                for (int i = 0; i < 2_400; i++) packer.Write(rows);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.NotEmpty(Assert.Throws<InputFileException>(() => PresenceFile.Load(path)).Help);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("PCH_asn_loc.csv.gz", 15_000)]
    [InlineData("RIPEAtlas_asn_loc.csv.gz", 8_000)]
    public void Published_places_are_read(string file, int least)
    {
        InterconnectionMap map = PresenceFile.Load(DataFolder.File("asgeo", file));
        Assert.InRange(map.Sites.Count, 100, least);
        Assert.All(map.Sites, site => Assert.True(site.Position.IsKnown));
    }

    private static InterconnectionMap Parse(byte[] text) => PresenceFile.Parse("places.csv", text);
}
