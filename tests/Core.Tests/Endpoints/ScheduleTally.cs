using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>What happened in all worlds of a run of schedules: whether they could have failed at all.</summary>
internal sealed class ScheduleTally
{
    private readonly Dictionary<string, long> _counts = [];

    public long this[string what] => _counts.GetValueOrDefault(what);

    public void Count(string what, long times = 1) => _counts[what] = this[what] + times;

    public void Refused(RefuseReason reason) => Count($"refused {reason}");

    public void Add(ScheduleTally other)
    {
        foreach ((string what, long times) in other._counts) Count(what, times);
    }

    /// <summary>Each was counted more often than its floor.</summary>
    public void RequireAbove(params ReadOnlySpan<(string What, long Floor)> floors)
    {
        foreach ((string what, long floor) in floors)
            Assert.True(this[what] > floor, $"only {this[what]} of '{what}', and {floor} are too few; there were {this}");
    }

    public override string ToString() => string.Join(", ", _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));
}
