namespace Fleek.Tests.Core;

/// <summary>
/// A field as docs/protocol.md has it. Offsets and lengths are sums, of which parts may vary, as in `53 + 64 s`.
/// </summary>
internal sealed record FrameField(string OffsetText, string BytesText, string Type, string Name, string Meaning)
{
    private static readonly Dictionary<string, int> None = [];

    /// <summary>Where all parts that vary are empty.</summary>
    public int Offset => Sum(OffsetText, None);

    /// <summary>Where all parts that vary are empty.</summary>
    public int Bytes => Sum(BytesText, None);

    /// <param name="values">Of the letters that stand for counts; a letter that is not among them is 0.</param>
    public static int Sum(string text, Dictionary<string, int> values)
    {
        int sum = 0;
        foreach (string term in text.Split('+', StringSplitOptions.TrimEntries))
        {
            string[] factors = term.Split(' ');
            int factor = int.TryParse(factors[0], out int number) ? number : values.GetValueOrDefault(factors[0]);
            sum += factors.Length == 1 ? factor : factor * values.GetValueOrDefault(factors[1]);
        }

        return sum;
    }
}
