using System.Reflection;
using Fleek.Scenarios.Hosts;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

public sealed class DiagnosticCodeTests
{
    public static TheoryData<string> Codes => [.. DiagnosticCodes.All.Where(c => !c.IsOfDataFile).Select(c => c.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_wrong_example_gives_its_code_and_the_right_one_gives_none(string code)
    {
        DiagnosticCode page = DiagnosticCodes.Find(code)!;
        Assert.NotEmpty(page.Title);
        Assert.NotEmpty(page.Explanation);
        if (page.IsOfMachines) return; // held by the tests of preflight
        IReadOnlyList<Diagnostic> wrong = Try(page, page.Wrong);
        Assert.Contains(wrong, d => d.Code == code);
        Assert.All(wrong, d => Assert.Equal(code, d.Code));
        Assert.Empty(Try(page, page.Right).Select(Shipped.Show));
    }

    [Fact]
    public void Every_code_that_is_reported_has_a_page_and_pages_ascend()
    {
        Type names = typeof(DiagnosticCodes).Assembly.GetType("Fleek.Scenarios.Reading.Codes")!;
        IEnumerable<string> reported = names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f =>
            (string)f.GetRawConstantValue()!);
        Assert.Equal(reported.Order(StringComparer.Ordinal), DiagnosticCodes.All.Select(c => c.Code));
        Assert.Equal("FS1005", DiagnosticCodes.Find("fs1005")!.Code);
        Assert.Null(DiagnosticCodes.Find("FS9999"));
    }

    private static IReadOnlyList<Diagnostic> Try(DiagnosticCode page, string example)
    {
        if (page.IsOfHosts) return HostsFile.Read(new SourceText("hosts.yaml", example)).Diagnostics;
        if (example.StartsWith("version", StringComparison.Ordinal))
            return ScenarioCatalog.Validate(new SourceText("scenarios.yaml", example), Shipped.HashOf);
        if (!example.StartsWith("$ ", StringComparison.Ordinal)) return ScenarioCatalog.Validate(Shipped.FileOf(example),
            Shipped.HashOf);
        string[] words = example.Split(' ');
        string[] sets = [.. words.Where((_, i) => i > 0 && words[i - 1] == "--set")];
        return Shipped.Build(Shipped.FileOf("nodes: 64"), words[2], words[1] == "sweep", sets).Diagnostics;
    }
}
