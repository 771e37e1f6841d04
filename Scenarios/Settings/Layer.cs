using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Settings;

/// <summary>One key that a layer sets; null takes it back to its default.</summary>
internal sealed record Assignment(KeySpec Key, Setting? Value, Mark At);

/// <summary>What one source says: the file's defaults, a scenario, the flags, or one value of an axis.</summary>
internal sealed class Layer
{
    public List<Assignment> Assignments { get; } = [];

    /// <summary>Blocks that start afresh: what lower layers say of them does not count.</summary>
    public List<string> Fresh { get; } = [];

    public void Add(Layer other)
    {
        this.Assignments.AddRange(other.Assignments);
        this.Fresh.AddRange(other.Fresh);
    }
}
