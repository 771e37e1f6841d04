using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Fleek.Scenarios.Reading;

/// <summary>
/// Reads one YAML document into positioned nodes, from YamlDotNet's events: its own tree builder calls itself for every level
/// and copies what aliases name, which a hostile file turns into a crash. Here size, depth and expansion are bounded.
/// </summary>
internal sealed class YamlReader
{
    public const int MaxCharacters = 1 << 20;
    public const int MaxDepth = 32;
    public const int MaxNodes = 50_000;

    /// <summary>YamlDotNet's scanner needs time in the square of the flow depth: deeper brackets are refused before it
    /// starts.</summary>
    private const int MaxFlowDepth = 1_000;

    private readonly SourceText source;
    private readonly DiagnosticSink sink;
    private readonly Parser parser;
    private readonly Dictionary<string, Node> anchors = new(StringComparer.Ordinal);
    private readonly int shift;
    private int nodes;

    private YamlReader(SourceText source, DiagnosticSink sink, bool asList)
    {
        this.source = source;
        this.sink = sink;
        this.shift = asList ? 1 : 0;
        string text = asList ? $"[{source.Text}]" : source.Text;
        this.parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The document's root, or null with at least one error added. Duplicate keys are errors, but the tree is
    /// returned.</summary>
    /// <param name="asList">Reads the text as what stands between the brackets of a flow list: a flag's value.</param>
    public static Node? Read(SourceText source, DiagnosticSink sink, bool asList = false)
    {
        if (source.Text.Length > MaxCharacters)
        {
            sink.AddWhole(Codes.TooLarge, $"the file is larger than {MaxCharacters >> 20} MiB", source.Path);
            return null;
        }

        if (BracketDepth(source.Text) > MaxFlowDepth)
        {
            sink.AddWhole(Codes.TooLarge, $"brackets are nested more than {MaxFlowDepth} deep", source.Path);
            return null;
        }

        YamlReader reader = new(source, sink, asList);
        try
        {
            return reader.ReadDocument();
        }
        catch (Refused)
        {
            return null;
        }
        catch (YamlException e)
        {
            reader.ReportBroken(e.Message, e.Start);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or OverflowException
            or IndexOutOfRangeException or FormatException or NullReferenceException or InvalidCastException)
        {
            // YamlDotNet throws these bare on some unfinished texts, without saying where.
            reader.ReportBroken("the text ends or breaks off before a value is complete", Mark0);
            return null;
        }
    }

    private static YamlDotNet.Core.Mark Mark0 => YamlDotNet.Core.Mark.Empty;

    private Node? ReadDocument()
    {
        this.parser.MoveNext();
        this.parser.MoveNext();
        if (this.parser.Current is StreamEnd or null)
        {
            this.sink.Add(Codes.Missing, "the file is empty", new Mark(this.source, 1, 1, 1),
                help: "a scenario file starts with 'version: 1'");
            return null;
        }

        this.parser.MoveNext();
        Node root = this.ReadNode(1);
        this.parser.MoveNext();
        if (this.parser.Current is not StreamEnd && this.parser.MoveNext() && this.parser.Current is not StreamEnd)
        {
            this.sink.Add(Codes.Syntax, "a second document starts here; a file has one", this.At(this.parser.Current!));
            return null;
        }

        return root;
    }

    /// <summary>Reads the node whose first event is current, and moves past its last.</summary>
    private Node ReadNode(int depth)
    {
        ParsingEvent start = this.parser.Current!;
        if (depth > MaxDepth) throw this.TooLarge($"values are nested more than {MaxDepth} deep", this.At(start));
        if (++this.nodes > MaxNodes) throw this.TooLarge($"the file has more than {MaxNodes} values", this.At(start));
        if (start is AnchorAlias alias) return this.ReadAlias(alias);
        if (start is not NodeEvent node) throw new InvalidOperationException("a value is expected");
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            this.sink.Add(Codes.Syntax, $"tags such as '{Shown.Short(node.Tag.Value)}' have no meaning here", this.At(start));
        Node read = start switch
        {
            Scalar scalar => this.ReadScalar(scalar),
            SequenceStart => this.ReadList(depth),
            MappingStart => this.ReadMap(depth),
            _ => throw new InvalidOperationException("a value is expected"),
        };
        if (read.Size > MaxNodes || read.Depth > MaxDepth)
            throw this.TooLarge($"aliases expand to more than {MaxNodes} values or {MaxDepth} levels", read.At);
        if (!node.Anchor.IsEmpty) this.anchors[node.Anchor.Value] = read;
        return read;
    }

    private Node ReadAlias(AnchorAlias alias)
    {
        Mark at = this.At(alias);
        this.parser.MoveNext();
        if (this.anchors.TryGetValue(alias.Value.Value, out Node? target)) return target;
        this.sink.Add(Codes.Syntax, $"no anchor '{Shown.Short(alias.Value.Value)}' stands before this alias", at,
            Spelling.DidYouMean(alias.Value.Value, this.anchors.Keys));
        throw new Refused();
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        Mark at = this.At(scalar);
        this.parser.MoveNext();
        bool plain = scalar.Style == ScalarStyle.Plain;
        string line = this.source.Lines[Math.Clamp(at.Line, 1, this.source.Lines.Count) - 1];
        int textStart = at.Column - 1 + (plain ? 0 : 1);
        bool asWritten = textStart + scalar.Value.Length <= line.Length
            && string.CompareOrdinal(line, textStart, scalar.Value, 0, scalar.Value.Length) == 0;
        return new(at, scalar.Value, plain, asWritten);
    }

    private ListNode ReadList(int depth)
    {
        Mark at = this.At(this.parser.Current!);
        this.parser.MoveNext();
        List<Node> items = [];
        long size = 1;
        int deepest = 0;
        while (this.parser.Current is not SequenceEnd)
        {
            Node item = this.ReadNode(depth + 1);
            items.Add(item);
            size += item.Size;
            deepest = Math.Max(deepest, item.Depth);
        }

        this.parser.MoveNext();
        return new(at, items, size, deepest + 1);
    }

    private MapNode ReadMap(int depth)
    {
        Mark at = this.At(this.parser.Current!);
        this.parser.MoveNext();
        MapBuilder map = new(this.sink);
        while (this.parser.Current is not MappingEnd)
        {
            Node key = this.ReadNode(depth + 1);
            map.Add(key, this.ReadNode(depth + 1));
        }

        this.parser.MoveNext();
        return map.Finish(at);
    }

    private Mark At(ParsingEvent parsed)
    {
        int line = (int)parsed.Start.Line, column = this.Column(line, parsed.Start.Column);
        bool oneLine = parsed.End.Line == parsed.Start.Line;
        int length = parsed is MappingStart or SequenceStart ? 1
            : oneLine ? (int)(parsed.End.Column - parsed.Start.Column)
            : int.MaxValue / 2;
        return new(this.source, line, column, Math.Max(1, length));
    }

    private int Column(int line, long column) => (int)column - (line == 1 ? this.shift : 0);

    private Refused TooLarge(string message, Mark at)
    {
        this.sink.Add(Codes.TooLarge, message, at);
        return new Refused();
    }

    private void ReportBroken(string message, YamlDotNet.Core.Mark thrownAt)
    {
        // The scanner reports what it misses at the end of the text: the last good token is what a reader wants to see.
        ParsingEvent? last = this.parser.Current;
        Mark at = new(this.source, (int)thrownAt.Line, this.Column((int)thrownAt.Line, thrownAt.Column), 1);
        bool nowhere = thrownAt.Line < 1 || thrownAt.Index - this.shift >= this.source.Text.TrimEnd().Length;
        if (nowhere && last is not null) at = this.At(last);
        this.sink.Add(Codes.Syntax, "not valid YAML: " + OneLine(message), at, help: "fleek-sim explain " + Codes.Syntax);
    }

    private static string OneLine(string message)
    {
        string line = message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return line.Length == 0 ? "unreadable" : char.ToLowerInvariant(line[0]) + line[1..];
    }

    private static int BracketDepth(string text)
    {
        int depth = 0, deepest = 0;
        foreach (char c in text)
        {
            if (c is '[' or '{') deepest = Math.Max(deepest, ++depth);
            else if (c is ']' or '}') depth = Math.Max(0, depth - 1);
        }

        return deepest;
    }

    /// <summary>Leaves the reading after its error was added.</summary>
    private sealed class Refused : Exception;
}
