namespace Fleek.Scenarios.Reading;

/// <summary>A YAML value with its position. Scalars stay text, so that <c>NO</c>, <c>1e3</c> and <c>0x10</c> surprise
/// nobody.</summary>
/// <param name="Size">Nodes in it, aliases expanded.</param>
/// <param name="Depth">Levels in it, aliases expanded; a scalar has 1.</param>
internal abstract record Node(Mark At, long Size, int Depth);

/// <param name="Plain">Not quoted.</param>
/// <param name="AsWritten">The text stands on one line exactly as in the file, so that a place in it is a place in the
/// line.</param>
internal sealed record ScalarNode(Mark At, string Text, bool Plain, bool AsWritten) : Node(At, 1, 1)
{
    /// <summary>Nothing, <c>~</c> or <c>null</c>: a key without a value.</summary>
    public bool IsNull => this.Plain && this.Text is "" or "~" or "null";

    /// <summary>The text's own place, without quotes where it has them.</summary>
    public Mark TextAt => this.Plain || !this.AsWritten
        ? this.At
        : this.At with { Column = this.At.Column + 1, Length = this.Text.Length };
}

internal sealed record ListNode(Mark At, IReadOnlyList<Node> Items, long Size, int Depth) : Node(At, Size, Depth);

/// <summary>Entries in the file's order; keys are distinct; merge keys are resolved.</summary>
internal sealed record MapNode(Mark At, IReadOnlyList<MapEntry> Entries, long Size, int Depth) : Node(At, Size, Depth)
{
    public MapEntry? Find(string key) => this.Entries.FirstOrDefault(e => e.Key.Text == key);
}

internal sealed record MapEntry(ScalarNode Key, Node Value);
