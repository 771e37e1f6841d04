using Fleek.Scenarios.Measuring;

namespace Fleek.Scenarios.Keys;

/// <summary>What `check` lets pass: one key for each measure that has a better side.</summary>
internal static class ToleranceKeys
{
    public const string Block = "tolerate";

    public static IEnumerable<KeySpec> All => Measures.All
        .Where(m => m.Direction != Direction.Neutral)
        .Select(m => new KeySpec($"{Block}.{m.Name}", KeyKind.Share, null,
            $"`check` lets {m.Name} become worse by this share of what it was. Default: 5 %.") { Min = "0", Max = "10" });

    public static string Of(string measure) => $"{Block}.{measure}";
}
