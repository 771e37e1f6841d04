using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

public sealed class DurationFlagTests
{
    [Theory]
    [InlineData("12.4 s", 12_400_000_000)]
    [InlineData("12.4s", 12_400_000_000)]
    [InlineData("5 min", 300_000_000_000)]
    [InlineData("1 ns", 1)]
    [InlineData("0 s", 0)]
    [InlineData("9223372036854775807 ns", long.MaxValue)]
    public void A_duration_has_a_unit(string text, long nanoseconds) =>
        Assert.Equal(new Duration(nanoseconds), DurationFlag.Read("--until", text).Duration);

    [Theory]
    [InlineData("12", "FS1005")]
    [InlineData("12 sceonds", "FS1006")]
    [InlineData("soon", "FS1009")]
    [InlineData("-1 s", "FS1010")]
    [InlineData("0.5 ns", "FS1012")]
    [InlineData("9223372036854775808 ns", "FS1010")]
    [InlineData("", "FS1009")]
    public void What_is_no_duration_is_answered_as_in_a_file(string text, string code)
    {
        (Duration? duration, IReadOnlyList<Diagnostic> problems) = DurationFlag.Read("--until", text);
        Assert.Null(duration);
        Diagnostic problem = Assert.Single(problems);
        Assert.Equal(code, problem.Code);
        Assert.Equal("--until", problem.File);
    }

    [Fact]
    public void Any_text_is_a_duration_or_has_a_diagnostic()
    {
        string[] units = [" s", "ms", " min", "h ", "", " x"];
        Gen<string> numbers = Gen.Select(Gen.Double, Gen.Int[0, units.Length - 1], (number, unit) => $"{number}{units[unit]}");
        Gen.OneOf(Gen.String, numbers).Sample(text =>
        {
            (Duration? duration, IReadOnlyList<Diagnostic> problems) = DurationFlag.Read("--from", text);
            Assert.Equal(duration is null, problems.Count > 0);
            if (duration is { } read) Assert.InRange(read.Nanoseconds, 0, long.MaxValue);
        });
    }
}
