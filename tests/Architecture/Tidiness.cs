using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Fleek.Architecture;

public sealed partial class Tidiness
{
    private const int LongestFile = 500;
    private const int LongestLine = 190;
    private const int LargestFileBytes = 1_000_000;

    private static readonly string[] _text = [".cs", ".md", ".yaml", ".csproj", ".props", ".targets", ".editorconfig", ".txt", ".csv", ".json"];

    /// <summary>Put together from parts, so that this file does not hold them.</summary>
    private static readonly string[] _unfinished = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception", "lorem " + "ipsum"];

    /// <summary>The project speaks of itself, not of the place where it was written.</summary>
    private static readonly string[] _elsewhere =
        ["/ho" + "me/", "/ro" + "ot/", "/wo" + "rk/", "/tm" + "p/", "Co-authored" + "-by", "language " + "model", "as an A" + "I"];

    [Fact]
    public void No_source_file_is_longer_than_500_lines() =>
        Empty(Repository.Files(".cs").Where(f => Repository.Read(f).Count(c => c == '\n') > LongestFile));

    [Fact]
    public void No_line_of_code_is_too_long_to_read() => Empty(
        from file in Repository.Files(".cs")
        from line in Repository.Read(file).Split('\n').Select((text, i) => (Text: text, Number: i + 1))
        where line.Text.Length > LongestLine
        select $"{file}:{line.Number} ({line.Text.Length} columns)");

    [Fact]
    public void Nothing_is_left_unfinished() => Empty(Mentions(_unfinished));

    [Fact]
    public void Nothing_speaks_of_the_place_where_it_was_written() => Empty(Mentions(_elsewhere));

    [Fact]
    public void Every_page_has_one_title()
    {
        foreach (string page in Repository.Files(".md"))
        {
            string withoutCode = Fence().Replace(Repository.Read(page), "");
            Assert.True(Title().Count(withoutCode) == 1, $"{page} must have exactly one '# Title'");
        }
    }

    [Fact]
    public void No_file_is_large() =>
        Empty(Repository.Files("").Where(f => new FileInfo(Path.Combine(Repository.Root, f)).Length > LargestFileBytes));

    [Fact]
    public void Text_files_end_with_a_line_end_and_hold_no_tabs_or_carriage_returns() => Empty(
        from file in Repository.Files(".cs", ".csproj", ".props", ".targets", ".yaml")
        let text = Repository.Read(file)
        where !text.EndsWith('\n') || text.Contains('\r') || text.Contains('\t')
        select file);

    [Fact]
    public void A_source_file_holds_a_type_of_its_name()
    {
        List<string> strays = [];
        foreach (string file in Repository.Files(".cs"))
        {
            // A part of a partial type may be named Type.Part.cs, a file of small ids after what they are, Program.cs may be statements.
            string name = Path.GetFileNameWithoutExtension(file).Split('.')[0];
            string text = Repository.Read(file);
            bool generic = Declaration().Count(text) > 1;
            if (name != "Program" && !generic && !Regex.IsMatch(text, $@"\b(class|struct|record|interface|enum|delegate)\b[^\n]*\b{name}\b")) strays.Add(file);
        }
        Empty(strays);
    }

    [Fact]
    public void Regions_and_empty_documentation_are_not_used() => Empty(
        from file in Repository.Files(".cs")
        where !file.EndsWith("Tidiness.cs", StringComparison.Ordinal)
        let text = Repository.Read(file)
        where text.Contains("#region", StringComparison.Ordinal) || EmptyTag().IsMatch(text)
        select file);

    [Fact]
    public void A_test_is_named_with_a_sentence()
    {
        List<string> strays = [];
        foreach (string file in Repository.Files(".cs").Where(f => f.StartsWith("tests/", StringComparison.Ordinal)))
            foreach (Match test in TestMethod().Matches(Repository.Read(file)))
                if (!test.Groups["name"].Value.Contains('_')) strays.Add($"{file}: {test.Groups["name"].Value}");
        Empty(strays);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Repository.Read("Fleek.Sim.sln").Replace('\\', '/');
        Empty(Repository.Files(".csproj").Where(p => !solution.Contains(p, StringComparison.Ordinal)));
    }

    [Fact]
    public void Package_versions_are_exact_and_in_one_place()
    {
        foreach (XElement package in Repository.Project("Directory.Packages.props").Descendants("PackageVersion"))
            Assert.Matches(@"^\[[0-9][^,\]]*\]$", package.Attribute("Version")!.Value);
        foreach (string project in Repository.Files(".csproj"))
            Assert.All(Repository.Project(project).Descendants("PackageReference"), p => Assert.Null(p.Attribute("Version")));
    }

    private static IEnumerable<string> Mentions(string[] words) =>
        from file in Repository.Files([.. _text, "fleek-sim", "run"])
        from line in Repository.Read(file).Split('\n').Select((text, i) => (Text: text, Number: i + 1))
        from word in words
        where line.Text.Contains(word, StringComparison.Ordinal)
        select $"{file}:{line.Number}: {word}";

    private static void Empty(IEnumerable<string> found)
    {
        string[] list = [.. found];
        Assert.True(list.Length == 0, string.Join('\n', list));
    }

    [GeneratedRegex("^# ", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"<(param|returns|remarks|summary)[^>]*>\s*</\1>")]
    private static partial Regex EmptyTag();

    [GeneratedRegex(@"^(public|internal)[^\n]*\b(class|struct|record|interface|enum|delegate)\b", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\[(Fact|Theory)[^\]]*\][^{;=]*?\b(void|Task)\s+(?<name>\w+)\s*\(", RegexOptions.Singleline)]
    private static partial Regex TestMethod();
}
