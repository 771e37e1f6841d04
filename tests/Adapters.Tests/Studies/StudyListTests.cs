using System.Text;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Studies;

namespace Adapters.Tests.Studies;

public sealed class StudyListTests
{
    [Fact]
    public void Locations_are_read_and_other_columns_passed_over()
    {
        IReadOnlyList<Location> list = Locations("code,name,latitude,longitude\nAMS,\"Amsterdam, NL\",52.3,4.76\nSYD,Sydney,-33.9,151.2\n", cities: false);
        Assert.Equal([new("Amsterdam, NL", new GeoPoint(52.3, 4.76), 1), new("Sydney", new GeoPoint(-33.9, 151.2), 1)], list);
        Assert.Equal(7, Assert.Single(Locations("name,latitude,longitude,population\na,1,2,7\n", cities: true)).People);
    }

    [Theory]
    [InlineData("name,latitude\na,1\n", 1, "the header has no column `longitude`")]
    [InlineData("name,latitude,longitude\na,95,1\n", 2, "`latitude` is 95, not within -90 and 90")]
    [InlineData("name,latitude,longitude\na,1,1\nb,1,-181\n", 3, "`longitude` is -181, not within -180 and 180")]
    [InlineData("name,latitude,longitude\na,NaN,1\n", 2, "`latitude` is NaN, not within -90 and 90")]
    [InlineData("name,latitude,longitude\na,,1\n", 2, "`latitude` is ``, not a number")]
    [InlineData("name,latitude,longitude\n,1,1\n", 2, "has an empty `name`")]
    [InlineData("name,latitude,longitude\n", 1, "is the header, and no row follows")]
    [InlineData("", 1, "the file is empty")]
    public void A_location_that_cannot_be_is_named_with_its_line(string text, int line, string message) =>
        Refused(() => Locations(text, cities: false), line, message);

    [Theory]
    [InlineData("name,latitude,longitude\na,1,1\n", 1, "the header has no column `population`")]
    [InlineData("name,latitude,longitude,population\na,1,1,-5\n", 2, "`population` is -5, not within 0 and")]
    [InlineData("name,latitude,longitude,population\na,1,1,0\n", 2, "ends a list of cities without people")]
    public void Cities_have_people(string text, int line, string message) => Refused(() => Locations(text, cities: true), line, message);

    [Fact]
    public void Demand_is_read()
    {
        IReadOnlyList<RegionDemand> list = Demand("name,demand\nEurope,30\nMoon,0\n");
        Assert.Equal([new("Europe", 30), new("Moon", 0)], list);
    }

    [Theory]
    [InlineData("name,demand\nEurope,-3\n", 2, "`demand` is -3: demand is not negative")]
    [InlineData("name,demand\nEurope,1\nAsia,NaN\n", 3, "`demand` is `NaN`, not a whole number")]
    [InlineData("name,demand\nEurope,1.5\n", 2, "`demand` is `1.5`, not a whole number")]
    [InlineData("name,demand\nEurope,0\n", 2, "ends a list in which no region has demand")]
    [InlineData("name,demand\n", 1, "is the header, and no row follows")]
    [InlineData("name,demand\nEurope,1000000000000\nAsia,1\n", 3, "brings the demand to more than")]
    [InlineData("name\nEurope\n", 1, "the header has no column `demand`")]
    public void A_demand_that_cannot_be_is_named_with_its_line(string text, int line, string message) =>
        Refused(() => Demand(text), line, message);

    private static IReadOnlyList<Location> Locations(string text, bool cities) => LocationsFile.Parse("f", Encoding.ASCII.GetBytes(text), cities);

    private static IReadOnlyList<RegionDemand> Demand(string text) => DemandFile.Parse("f", Encoding.ASCII.GetBytes(text));

    private static void Refused(Action read, int line, string message)
    {
        InputFileException problem = Assert.Throws<InputFileException>(read);
        Assert.Equal(line, problem.Line);
        Assert.Contains(message, problem.Message);
        Assert.NotEmpty(problem.Help);
    }
}
