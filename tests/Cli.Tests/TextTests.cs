using System.Globalization;
using CsCheck;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Explaining;

namespace Fleek.Sim.Cli.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData(double.NaN, "-")]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(-116, "-116")]
    [InlineData(0.0031415, "0.003142")]
    [InlineData(41.249, "41.25")]
    [InlineData(123456, "123456")]
    [InlineData(12345678, "1.235e+7")]
    [InlineData(0.0000123, "1.23e-5")]
    public void Numbers_have_four_digits_and_no_trailing_zeros(double value, string text) => Assert.Equal(text, NumberText.Of(value));

    [Fact]
    public void A_number_reads_back_within_a_thousandth() => Gen.Double[-1e9, 1e9].Sample(value =>
        Math.Abs(double.Parse(NumberText.Of(value), CultureInfo.InvariantCulture) - value) <= Math.Abs(value) * 1e-3 + 1e-12);

    [Theory]
    [InlineData(0.25, "0.3s")]
    [InlineData(42, "42s")]
    [InlineData(102, "1m42s")]
    [InlineData(7500, "2h05m")]
    public void Spans_read_as_people_say_them(double seconds, string text) =>
        Assert.Equal(text, NumberText.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_diagnostic_shows_the_line_the_caret_and_the_help()
    {
        SourceText source = new("scenarios.yaml", "a: 1\n      frezee: 2\n");
        Diagnostic diagnostic = new("FS1002", "unknown key 'frezee'", "scenarios.yaml", 2, 7, 6, "did you mean 'freeze'?", "see explain");
        using Terminal terminal = new("never", quiet: false, verbose: false);
        Assert.Equal(
            [
                "error FS1002: unknown key 'frezee'",
                "  --> scenarios.yaml:2:7",
                "    1 | a: 1",
                "    2 |       frezee: 2",
                "      |       ^^^^^^ did you mean 'freeze'?",
                "  help: see explain",
            ],
            DiagnosticsPrinter.ForPeople(diagnostic, source, source.Text.Split('\n'), terminal));
        Assert.Equal(
            "scenarios.yaml(2,7): error FS1002: unknown key 'frezee'; did you mean 'freeze'? (see explain)",
            DiagnosticsPrinter.ForBuildLogs(diagnostic, source));
        Assert.Equal(
            "::error file=scenarios.yaml,line=2,col=7,title=FS1002::50%25; x",
            DiagnosticsPrinter.Annotation(diagnostic with { Message = "50%", Note = "x" }, source));
    }

    [Fact]
    public void Prose_is_wrapped_without_losing_a_word() => Gen.String[Gen.Char['a', 'z'], 1, 12].Array[0, 60].Sample(words =>
    {
        string[] lines = [.. Prose.Wrap(string.Join(' ', words))];
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 96));
        Assert.Equal(words, lines.SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    });
}
