using Fleek.Sim.Kernel.Samples;

namespace Fleek.Tests.Kernel;

/// <summary>
/// Each sample writes the page that is kept beside this file, on any machine. After a wanted change, write it anew with
/// <c>dotnet run --project samples -- name > tests/Kernel.Tests/Samples/name.txt</c>.
/// </summary>
public sealed class SampleTests
{
    public static TheoryData<string> Names => [.. Sample.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_writes_what_it_wrote_before(string name)
    {
        using StringWriter output = new();
        Sample.All.Single(s => s.Name == name).Run(output);
        string kept = File.ReadAllText(Path.Combine(DataFolder.Repository, "tests", "Kernel.Tests", "Samples", $"{name}.txt"));
        Assert.Equal(kept, output.ToString());
    }

    [Fact]
    public void Every_kept_page_belongs_to_a_sample() => Assert.Equal(
        Sample.All.Select(s => s.Name).Order(),
        Directory.GetFiles(Path.Combine(DataFolder.Repository, "tests", "Kernel.Tests", "Samples"), "*.txt")
            .Select(f => Path.GetFileNameWithoutExtension(f)).Order());
}
