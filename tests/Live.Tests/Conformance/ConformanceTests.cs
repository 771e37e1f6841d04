namespace Fleek.Tests.Live.Conformance;

/// <summary>
/// The simulator and sockets show the same behaviour of the protocol: each play is asserted in both, and what must be equal is compared.
/// </summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Names => [.. Behaviours.All.Select(behaviour => behaviour.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_arms_behave_alike(string name)
    {
        Behaviour behaviour = Behaviours.All.Single(each => each.Name == name);
        string simulated = await PlayAsync(behaviour, new SimulatorArm());
        string live = await PlayAsync(behaviour, new SocketArm());
        Assert.NotEmpty(simulated);
        Assert.Equal(simulated, live);
    }

    /// <summary>The same play on a virtual clock has the same frames, whatever the machine does.</summary>
    [Fact]
    public async Task The_simulator_plays_the_same_again()
    {
        foreach (Behaviour behaviour in Behaviours.All.Take(8).Select(each => each with { What = (Compared)255 }))
            Assert.Equal(await PlayAsync(behaviour, new SimulatorArm()), await PlayAsync(behaviour, new SimulatorArm()));
    }

    [Fact]
    public void The_page_says_what_is_compared_and_how_many_behaviours_there_are()
    {
        string page = File.ReadAllText(Path.Combine(DataFolder.Repository, "docs", "live.md"));
        string section = page[page.IndexOf("## Conformance", StringComparison.Ordinal)..];
        string[] rows = [.. section[..section.IndexOf("\n## ", 3, StringComparison.Ordinal)].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        Assert.Equal(Enum.GetValues<Compared>().Where(what => what != Compared.Books).Select(what => $"{what}"), rows);
        Assert.Contains($"\nendpoints. {Behaviours.All.Count} behaviours", section, StringComparison.Ordinal);
        Assert.Equal(Behaviours.All.Count, Behaviours.All.Select(behaviour => behaviour.Name).Distinct().Count());
    }

    private static async Task<string> PlayAsync(Behaviour behaviour, ExchangeArm arm)
    {
        await using (arm)
        {
            await behaviour.Play(arm);
            return await arm.BooksAsync(behaviour.What);
        }
    }
}
