namespace Fleek.Scenarios.Reading;

/// <summary>Collects the entries of one mapping: finds duplicates, and resolves merge keys (<c>&lt;&lt;</c>), which own keys
/// override.</summary>
internal sealed class MapBuilder(DiagnosticSink sink)
{
    private readonly List<MapEntry> own = [];
    private readonly List<MapEntry> merged = [];
    private readonly Dictionary<string, ScalarNode> ownKeys = new(StringComparer.Ordinal);
    private readonly HashSet<string> mergedKeys = new(StringComparer.Ordinal);
    private long size = 1;
    private int deepest;

    public void Add(Node key, Node value)
    {
        this.size += key.Size + value.Size;
        this.deepest = Math.Max(this.deepest, Math.Max(key.Depth, value.Depth));
        if (key is not ScalarNode name)
        {
            sink.Add(Codes.WrongKind, "a key is a word", key.At);
            return;
        }

        if (name is { Plain: true, Text: "<<" })
        {
            this.Merge(name, value);
            return;
        }

        if (this.ownKeys.TryGetValue(name.Text, out ScalarNode? first))
        {
            sink.Add(Codes.DuplicateKey, $"'{name.Text}' stands here a second time", name.At, $"first on line {first.At.Line}");
            return;
        }

        this.ownKeys.Add(name.Text, name);
        this.own.Add(new(name, value));
    }

    public MapNode Finish(Mark at)
    {
        List<MapEntry> entries = [.. this.merged.Where(e => !this.ownKeys.ContainsKey(e.Key.Text)), .. this.own];
        return new(at, entries, this.size, this.deepest + 1);
    }

    private void Merge(ScalarNode key, Node value)
    {
        IEnumerable<Node> sources = value is ListNode list ? list.Items : [value];
        foreach (Node source in sources)
        {
            if (source is not MapNode map)
            {
                sink.Add(Codes.WrongKind, "a merge key '<<' takes a mapping or a list of mappings", key.At);
                continue;
            }

            // The first source that has a key wins, as YAML's merge type says.
            foreach (MapEntry entry in map.Entries)
                if (this.mergedKeys.Add(entry.Key.Text)) this.merged.Add(entry);
        }
    }
}
