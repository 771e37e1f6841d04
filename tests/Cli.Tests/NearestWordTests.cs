using CsCheck;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Tests;

public sealed class NearestWordTests
{
    private static readonly Gen<string> _word = Gen.Char['a', 'e'].Array[0, 8].Select(c => new string(c));

    [Theory]
    [InlineData("--sed", "--seed")]
    [InlineData("--job", "--jobs")]
    [InlineData("swep", "sweep")]
    [InlineData("explian", "explain")]
    [InlineData("zzzzzz", null)]
    public void The_nearest_word_is_found(string word, string? expected) => Assert.Equal(expected,
        NearestWord.Find(word, ["--set", "--seed", "--seeds", "--jobs", "sweep", "explain", "export", "run"]));

    [Fact]
    public void Distance_is_a_symmetric_count_of_edits() => Gen.Select(_word, _word).Sample((a, b) =>
    {
        int distance = NearestWord.Distance(a, b);
        Assert.Equal(distance, NearestWord.Distance(b, a));
        Assert.Equal(a == b, distance == 0);
        Assert.InRange(distance, Math.Abs(a.Length - b.Length), Math.Max(a.Length, b.Length));
    });

    [Fact]
    public void One_edit_is_at_distance_one() => Gen.Select(_word, Gen.Char['a', 'e'], Gen.Int[0, 8]).Sample((word, letter, at) =>
    {
        string longer = word.Insert(Math.Min(at, word.Length), letter.ToString());
        Assert.Equal(1, NearestWord.Distance(word, longer));
    });
}
