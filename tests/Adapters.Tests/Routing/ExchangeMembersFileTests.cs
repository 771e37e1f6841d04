using System.Text;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

public sealed class ExchangeMembersFileTests
{
    [Fact]
    public void A_line_gives_network_exchange_country_and_city_whatever_commas_the_name_has()
    {
        IReadOnlyList<ExchangeMember> members = Load("""
            0, !, 185.1.68.3, AS60917, , DE-CIX Madrid, ES, Madrid
            1, !, 5.57.80.174, AS28792, LoNAP, London Network Access Point, GB//Kingdom United, London
            2, !, 206.72.211.1, 19996, Any2, CoreSite, Inc., US, Los Angeles
            """);
        Assert.Equal(
            [
                new ExchangeMember(60917, "DE-CIX Madrid", "ES", "Madrid"),
                new ExchangeMember(28792, "LoNAP", "GB", "London"),
                new ExchangeMember(19996, "Any2", "US", "Los Angeles"),
            ],
            members);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("0, !, 185.1.68.3, AS60917, , DE-CIX, ES, Madrid\n<html><body>", 2)]
    [InlineData("0, !, 185.1.68.3, ASX, a, b, ES, Madrid", 1)]
    [InlineData("0, !, 185.1.68.3, AS99999999999, a, b, ES, Madrid", 1)]
    public void What_is_no_such_list_is_refused_with_its_line(string text, int line) =>
        Assert.Equal(line, Assert.Throws<InputFileException>(() => Load(text)).Line);

    [Fact]
    public void The_list_of_2022_has_its_members() =>
        Assert.InRange(ExchangeMembersFile.Load(DataFolder.File("asgeo", "ixp_membership_2022.txt.gz")).Count, 16_000, 17_500);

    private static IReadOnlyList<ExchangeMember> Load(string text)
    {
        string path = Path.Combine(Path.GetTempPath(), $"members-{Guid.NewGuid():N}.txt");
        try
        {
            File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
            return ExchangeMembersFile.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
