using System.Text;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;
using Fleek.Tests;

namespace Adapters.Tests.Latency;

public sealed class RttFileTests : IDisposable
{
    private const string Header = "source,destination,min,avg,max,mdev\n";
    private const string PlacesHeader = "id,name,country,latitude,longitude\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("fleek-rtt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_public_data_set_is_read_with_the_servers_file_beside_it()
    {
        RttTable table = RttFile.Load(DataFolder.File("latency", "pings-2020-07-19-2020-07-20-grouped.csv.xz"));
        Assert.Equal(250, table.Places.Count);
        Assert.Equal(62_104, table.Count);
        Assert.Equal(new RttPlace("Joao Pessoa", "Brazil", -7.0833, -34.8333), table.Places[0]);
        Assert.Equal(new RttSample(288.454, 288.722, 289.53700000000003, 0.653), table[0, 1]);
        // Four ids of the pairs have no row among the servers.
        Assert.Equal(["292", "293", "294", "295"], table.Places.Where(p => double.IsNaN(p.Latitude)).Select(p => p.Name));
    }

    [Theory]
    [MemberData(nameof(PackedRows.All), MemberType = typeof(PackedRows))]
    public void Compression_is_told_by_content_and_not_by_name(string format)
    {
        RttTable table = RttFile.Load(Write("pairs.csv", PackedRows.Bytes(format)));
        Assert.Equal(["7", "9"], table.Places.Select(p => p.Name));
        Assert.Equal(new RttSample(1, 2, 3, 0.5), table[0, 1]);
    }

    [Theory]
    [MemberData(nameof(PackedRows.All), MemberType = typeof(PackedRows))]
    public void A_text_cut_anywhere_is_an_error(string format)
    {
        byte[] whole = PackedRows.Bytes(format);
        for (int length = 0; length < whole.Length; length++) Fails(Write("pairs.csv", whole[..length]));
    }

    [Fact]
    public void A_pair_missing_in_one_direction_is_that_of_the_other_and_one_missing_in_both_is_null()
    {
        RttTable table = Load("1,2,1,2,3,0\n2,1,4,5,6,0\n2,3,7,8,9,0\n");
        Assert.Equal(2, table[0, 1]!.Value.AvgMs);
        Assert.Equal(5, table[1, 0]!.Value.AvgMs);
        Assert.Equal(8, table[2, 1]!.Value.AvgMs);
        Assert.Null(table[0, 2]);
        Assert.Null(table[2, 0]);
    }

    [Theory]
    [InlineData("1,2,1,2,3\n", 2, "5 fields")]
    [InlineData("1,2,1,2,3,0\n1,3,1,2,3,0,9\n", 3, "7 fields")]
    [InlineData("1,2,one,2,3,0\n", 2, "`min` is `one`, not a number")]
    [InlineData("1,2,1,,3,0\n", 2, "`avg` is ``, not a number")]
    [InlineData("1,2,-1,2,3,0\n", 2, "`min` is -1, not within")]
    [InlineData("1,2,1,NaN,3,0\n", 2, "`avg` is NaN, not within")]
    [InlineData("1,2,1,2,Infinity,0\n", 2, "`max` is Infinity, not within")]
    [InlineData("1,2,1,2,1e9,0\n", 2, "`max` is 1e9, not within")]
    [InlineData("1,2,3,2,1,0\n", 2, "min <= avg <= max")]
    [InlineData("1,2,1,4,3,0\n", 2, "min <= avg <= max")]
    [InlineData("a,2,1,2,3,0\n", 2, "`source` is `a`, not a whole number")]
    [InlineData("1,-2,1,2,3,0\n", 2, "`destination` is `-2`, not a whole number")]
    [InlineData("1,2,1,2,3,0\n2,1,1,2,3,0\n1,2,1,2,3,0\n", 4, "first given on line 2")]
    [InlineData("1,2,1,2,3,0\n2,1,1,2", 3, "4 fields")]
    [InlineData("1,2,1,2,3,0\n2,1,1,2,3,0", 3, "no line end")]
    [InlineData("", 1, "no row follows")]
    [InlineData("1,\"2,1,2,3,0\n", 2, "is not csv")]
    [InlineData("1,2,1,2,\0,0\n", 2, "zero byte")]
    public void A_defect_is_an_error_with_its_line(string rows, int line, string said)
    {
        InputFileException e = Assert.Throws<InputFileException>(() => Load(rows));
        Assert.Equal(line, e.Line);
        Assert.Contains(said, e.Message);
        Assert.NotEqual("", e.Help);
        Assert.EndsWith("pairs.csv", e.File);
    }

    [Fact]
    public void A_missing_column_an_empty_file_and_a_missing_file_are_errors()
    {
        string narrow = Write("a.csv", "source,destination,min,avg,max\n1,2,1,2,3\n"u8.ToArray());
        Assert.Contains("no column `mdev`", Fails(narrow).Message);
        Assert.Contains("is empty", Fails(Write("b.csv", [])).Message);
        Assert.Contains("cannot be read", Fails(Path.Combine(_folder, "none.csv")).Message);
        Assert.Contains("cannot be read", Fails(_folder).Message);
    }

    [Fact]
    public void Ids_without_a_row_in_the_places_file_are_an_error_when_they_are_many()
    {
        string pairs = Write("pairs.csv", Encoding.UTF8.GetBytes(Header + "1,2,1,2,3,0\n1,3,1,2,3,0\n"));
        string places = Write("servers.csv", Encoding.UTF8.GetBytes(PlacesHeader + "1,A,X,0,0\n2,B,Y,10.5,-20\n"));
        InputFileException e = Assert.Throws<InputFileException>(() => RttFile.Load(pairs, places));
        Assert.Equal(3, e.Line);
        Assert.Contains("the id 3 has no row", e.Message);
    }

    [Theory]
    [InlineData("1,A,X,91,0\n", "`latitude` is 91")]
    [InlineData("1,A,X,0,east\n", "`longitude` is `east`")]
    [InlineData("1,A,X,0,0\n1,B,X,0,0\n", "gives the id 1 again")]
    [InlineData("1,A,X,0\n", "4 fields")]
    public void A_defect_of_the_places_file_is_an_error_with_its_line(string rows, string said)
    {
        string pairs = Write("pairs.csv", Encoding.UTF8.GetBytes(Header + "1,2,1,2,3,0\n"));
        string places = Write("servers.csv", Encoding.UTF8.GetBytes(PlacesHeader + rows));
        InputFileException e = Assert.Throws<InputFileException>(() => RttFile.Load(pairs));
        Assert.Equal(places, e.File);
        Assert.InRange(e.Line, 2, 3);
        Assert.Contains(said, e.Message);
    }

    [Fact]
    public void More_places_than_the_bound_are_refused()
    {
        var rows = new StringBuilder();
        for (int i = 0; i <= RttFile.MaxPlaces; i++) rows.Append($"0,{i},1,2,3,0\n");
        Assert.Contains("more than 2000", Assert.Throws<InputFileException>(() => Load(rows.ToString())).Message);
    }

    [Fact]
    public void A_small_file_that_expands_beyond_the_bound_is_refused()
    {
        byte[] bomb = PackedRows.Gzip(new byte[InputText.MaxBytes + 1]);
        Assert.True(bomb.Length < 1 << 20);
        Assert.Contains("larger than 64 MiB", Fails(Write("bomb.csv", bomb)).Message);
    }

    [Fact]
    public void A_torn_xz_text_is_an_error_that_names_the_line()
    {
        byte[] packed = File.ReadAllBytes(DataFolder.File("latency", "pings-2020-07-19-2020-07-20-grouped.csv.xz"));
        int whole = packed.Length;
        foreach (int length in (int[])[7, 13, 40, 5_000, whole / 2, whole - 40, whole - 13, whole - 1])
        {
            InputFileException e = Fails(Write("torn.csv", packed[..length]));
            Assert.Contains("torn or damaged", e.Message);
            if (length == packed.Length / 2) Assert.InRange(e.Line, 10_000, 60_000);
        }
    }

    [Fact]
    public void An_xz_header_that_asks_for_four_gigabytes_is_refused()
    {
        // Stream header, then a block header of one LZMA2 filter whose property byte is the largest.
        byte[] header = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 4, 0xE6, 0xD6, 0xB4, 0x46, 2, 0, 0x21, 1, 40, 0, 0, 0];
        Assert.Contains("dictionary", Fails(Write("x.xz", header)).Message);
        header[16] = 22;
        Assert.True(XzDictionary.IsWithin(header, InputText.MaxBytes));
    }

    private RttTable Load(string rows) => RttFile.Load(Write("pairs.csv", Encoding.UTF8.GetBytes(Header + rows)));

    private static InputFileException Fails(string path) => Assert.Throws<InputFileException>(() => RttFile.Load(path));

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
