using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>The page on the protocol says what the code does.</summary>
public sealed partial class ProtocolPageTests
{
    private static readonly ProtocolPage _page = new();

    [Fact]
    public void Every_field_begins_where_the_one_before_ends_and_has_the_length_of_its_type()
    {
        string[] headings = [.. _page.Rows.Where(row => row.Cells[0] == "offset").Select(row => row.Heading)];
        Assert.True(headings.Length > 22, "layouts are missing");
        foreach (string heading in headings)
        {
            int at = 0;
            foreach (FrameField field in _page.Layout(heading))
            {
                Assert.True(field.Offset == at, $"{heading}: {field.Name} is said to be at {field.Offset}, and is at {at}");
                bool fits = field.Bytes == 0 || TypeLength(field.Type) is not int length || length == field.Bytes;
                Assert.True(fits, $"{heading}: {field.Name} is not as long as its type");
                at += field.Bytes;
            }
        }
    }

    [Fact]
    public void Structures_are_as_long_as_the_codec_says()
    {
        Assert.Equal(Grant.Length, LengthOf("GRANT"));
        Assert.Equal(Anchor.Length, LengthOf("ANCHOR"));
        Assert.Equal(FinalTicket.Length, LengthOf("FINAL-TICKET"));
        Assert.Equal(UnitTicket.Length, LengthOf("UNIT-TICKET"));
        Assert.Equal(ChunkHeader.Length, LengthOf("CHUNK-HEADER"));
        Assert.Equal(AccessToken.Length, LengthOf("TOKEN"));
        Assert.Equal(NodeEntry.Length, LengthOf("NODE-ENTRY"));
        Assert.Equal(DeliveryNote.Length, LengthOf("NOTE"));
        Assert.Equal(ManifestEntry.Overhead, LengthOf("ENTRY"));
        Assert.Contains($"SIGNED-TOKEN, {SignedAccessToken.Length} bytes", _page.Text, StringComparison.Ordinal);
        Assert.Equal(FrameHeader.Length, LengthOf("5. Frame header"));
        Assert.Equal(NodeRecord.Overhead, LengthOf("Log"));
        foreach (string name in (string[])["GRANT", "ANCHOR", "FINAL-TICKET", "UNIT-TICKET", "CHUNK-HEADER", "TOKEN", "NODE-ENTRY", "NOTE"])
            Assert.Contains($"### {name}, {LengthOf(name)} bytes\n", _page.Text, StringComparison.Ordinal);
        Assert.Contains($"SIGNED-GRANT, {SignedGrant.Length} bytes", _page.Text, StringComparison.Ordinal);
        Assert.Contains($"SIGNED-ANCHOR, {SignedAnchor.Length} bytes", _page.Text, StringComparison.Ordinal);
        Assert.Contains($"longer than {FrameHeader.MaxBodyLength:N0} bytes", _page.Text, StringComparison.Ordinal);
        Assert.Contains($"frame longer than {FrameHeader.MaxFrameLength:N0}", _page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_frame_has_a_row_a_layout_and_the_bounds_that_the_header_enforces()
    {
        FrameType[] types = Enum.GetValues<FrameType>();
        string[][] rows = [.. _page.Rows.Where(row => row.Heading == "7. Frames").Select(row => row.Cells).Skip(1)];
        Assert.Equal(types.Length, rows.Length);
        foreach ((FrameType type, string[] row) in types.Zip(rows))
        {
            Assert.Equal($"0x{(byte)type:X2}", row[0]);
            Assert.True(FrameHeader.TryBounds(type, out int least, out int most));
            Assert.Equal(least == most ? $"{least}" : $"{least} to {most}", row[3]);
            if (type != FrameType.Resumed) Assert.Equal(least, LengthOf($"{row[0]} {row[1]}"));
        }

        int[] resumed = [.. Enumerable.Range(1, 3).Select(kind => LengthOf(ResumedHeading(kind)))];
        Assert.Equal(ResumedFrame.MaxBodyLength, resumed.Max());
        for (int kind = 1; kind <= 3; kind++)
            Assert.EndsWith($": {resumed[kind - 1]} bytes", ResumedHeading(kind), StringComparison.Ordinal);
        Assert.Equal(HelloFrame.MaxBodyLength, HelloFrame.MinBodyLength + (NodeScope.MaxDepth * 32));
    }

    [Fact]
    public void Records_are_as_long_as_the_log_writes_them()
    {
        string[][] rows = [.. _page.Rows.Where(row => row.Heading == "Kinds of records").Select(row => row.Cells).Skip(1)];
        int[] lengths =
        [
            NodeRecordAnchor.BodyLength, NodeRecordTicket.BodyLength, NodeRecordFinalTicket.BodyLength,
            NodeRecordUnitTicket.BodyLength, NodeRecordScope.BodyLength,
        ];
        Assert.Equal(lengths.Select(length => $"{length}"), rows.Select(row => row[2]));
        Assert.Equal(Enum.GetValues<NodeRecordKind>().Select(kind => $"{(byte)kind}"), rows.Select(row => row[0]));
    }

    [Fact]
    public void Every_reason_and_every_error_is_explained()
    {
        string[][] rows = [.. _page.Rows.Where(row => row.Heading == "12. Errors").Select(row => row.Cells)];
        Assert.Equal(
            Enum.GetValues<FrameError>().Where(error => error != FrameError.None).Select(error => $"{error}"),
            rows.Skip(1).TakeWhile(row => row[0] != "number").Select(row => row[0]));
        Assert.Equal(
            Enum.GetValues<RefuseReason>().Where(reason => reason != RefuseReason.None)
                .Select(reason => $"{(byte)reason} {reason}"),
            rows.SkipWhile(row => row[0] != "number").Skip(1).TakeWhile(row => row[0] != "reasons").Select(row => $"{row[0]} {row[1]}"));
        Assert.Equal(
            Enum.GetValues<DenyReason>().Where(reason => reason != DenyReason.None).Select(reason => $"{(byte)reason} {reason}"),
            _page.Rows.Where(row => row.Heading == "Reasons of DENY").Skip(1).Select(row => $"{row.Cells[0]} {row.Cells[1]}"));
        Assert.Equal(
            Enum.GetValues<SessionFault>().Where(fault => fault != SessionFault.None).Select(fault => $"{fault}"),
            _page.Rows.Where(row => row.Heading == "What a device refuses").Skip(1).Select(row => row.Cells[0]));
    }

    [Fact]
    public void Every_domain_is_listed_and_none_is_like_another()
    {
        List<string> domains = [];
        foreach (PropertyInfo property in typeof(Domain).GetProperties(BindingFlags.Static | BindingFlags.Public))
        {
            byte[] bytes = property.GetMethod!.CreateDelegate<Bytes>()().ToArray();
            Assert.Equal(Domain.Length, bytes.Length);
            Assert.Equal(0, bytes[^1]);
            domains.Add(Encoding.ASCII.GetString(bytes).TrimEnd('\0'));
        }

        Assert.Equal(domains.Count, domains.Distinct().Count());
        Assert.Equal(
            domains.Order(StringComparer.Ordinal),
            _page.Rows.Where(row => row.Heading == "8. What is signed").Select(row => row.Cells[0]).Skip(1)
                .Order(StringComparer.Ordinal));
        foreach (Match domain in DomainMention().Matches(_page.Text))
            if (domain.Groups[1].Value != "X") Assert.Contains(domain.Groups[1].Value, domains);
    }

    [Fact]
    public void The_worked_example_is_what_the_codec_writes()
    {
        WorkedExample example = new();
        (string Name, string Hex)[] expected =
            [.. example.Frames.Select((frame, i) => ($"{i + 1}. {frame.Name}", Convert.ToHexStringLower(frame.Bytes)))];
        (string Name, string Hex)[] found = [.. _page.HexBlocks()];
        bool values = example.Values
            .All(value => _page.Text.Contains($"| {value.Name} | `{value.Value}` |", StringComparison.Ordinal));
        Assert.True(expected.SequenceEqual(found) && values, $"the page's worked example should be:\n{Render(example)}");
    }

    private delegate ReadOnlySpan<byte> Bytes();

    private static string ResumedHeading(int kind) =>
        _page.Rows.First(row => row.Heading.StartsWith($"RESUMED of kind {kind}", StringComparison.Ordinal)).Heading;

    private static int LengthOf(string heading) => _page.Layout(heading).Sum(field => field.Bytes);

    /// <summary>Null for a type that has no length of its own.</summary>
    private static int? TypeLength(string type) => type.Split(' ')[0] switch
    {
        "u8" => 1,
        "u16" => 2,
        "u32" or "u31" => 4,
        "u63" or "amount" or "time" => 8,
        "nonce" => Nonce.Length,
        "hash" or "key" => Hash256.Length,
        "signature" => Signature.Length,
        "SIGNED-GRANT" => SignedGrant.Length,
        "SIGNED-ANCHOR" => SignedAnchor.Length,
        "SIGNED-TOKEN" => SignedAccessToken.Length,
        "FINAL-TICKET" => FinalTicket.Length,
        "AUTHOR" => Author.Length,
        "bytes" or "SCOPE-PATH" or "HEADER-EVIDENCE" => null,
        _ => throw new InvalidOperationException($"no such type: {type}"),
    };

    /// <summary>The page's section, to be pasted where the code is right and the page is not.</summary>
    private static string Render(WorkedExample example)
    {
        StringBuilder text = new("| value | |\n|---|---|\n");
        foreach ((string name, Hash256 value) in example.Values) text.Append($"| {name} | `{value}` |\n");
        for (int i = 0; i < example.Frames.Count; i++)
        {
            (string name, byte[] bytes) = example.Frames[i];
            text.Append($"\n**{i + 1}. {name}**, {bytes.Length} bytes\n\n```hex\n");
            text.Append(Convert.ToHexStringLower(bytes.AsSpan(0, FrameHeader.Length))).Append('\n');
            foreach (byte[] line in bytes.Skip(FrameHeader.Length).Chunk(48))
                text.Append(Convert.ToHexStringLower(line)).Append('\n');
            text.Append("```\n");
        }

        return text.ToString();
    }

    [GeneratedRegex("domain\\(\"([^\"]+)\"\\)")]
    private static partial Regex DomainMention();
}
