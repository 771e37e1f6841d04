using System.Buffers.Binary;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;

namespace Fleek.Tests.Core;

/// <summary>The page on the protocol says what the ledger's transactions are, byte for byte.</summary>
public sealed class LedgerPageTests
{
    private static readonly ProtocolPage _page = new();

    [Fact]
    public void Transactions_are_read_with_nothing_but_the_page()
    {
        HashSet<string> read = [];
        foreach ((LedgerTransactionKind kind, byte[] bytes) in ExchangeEncodingTests.All(ExchangeEncodingTests.Case()))
        {
            Dictionary<string, int> values = [];
            int length = Walk($"Transaction {(byte)kind}, {kind}", bytes, values, read);
            Assert.True(length == bytes.Length, $"{kind} has {bytes.Length} bytes, and the page describes {length}");
            Assert.Equal((byte)kind, bytes[0]);
        }

        string[] written = [.. _page.Rows.Select(row => row.Heading).Distinct().Where(IsOfLedger)];
        Assert.Equal(written.Order(), read.Order());
        Assert.Equal(15, written.Length);
    }

    [Fact]
    public void Kinds_of_transactions_have_the_bounds_that_their_parts_have()
    {
        Dictionary<string, int> least = [], most = [];
        foreach (string[] part in Table("Transactions").Skip(1))
        {
            least.Add(part[0], int.Parse(part[1]));
            most.Add(part[0], int.Parse(part[2]));
        }

        Assert.Equal(NodeScope.MaxDepth, most["d"]);
        Assert.Equal(HeaderEvidence.MaxHeaders, most["h"]);
        Assert.Equal(WrongPlaintext.GroupLength, most["c"]);
        Assert.Equal(WrongPlaintext.MaxPath, most["p"]);
        Assert.Equal(RedeemBatch.MaxItems * RedeemItem.MaxLength, most["b"]);
        Assert.Equal(GroupTree.MaxPathBytes / 32, most["s"]);

        string[][] kinds = [.. Table("Kinds of transactions").Skip(1)];
        Assert.Equal(
            Enum.GetValues<LedgerTransactionKind>().Where(kind => kind != default).Select(kind => $"{(byte)kind} {kind}"),
            kinds.Select(row => $"{row[0]} {row[1]}"));
        foreach (string[] row in kinds)
        {
            FrameField last = _page.Layout($"Transaction {row[0]}, {row[1]}")[^1];
            int shortest = End(last, least), longest = End(last, most);
            Assert.Equal(row[2], shortest == longest ? $"{shortest}" : $"{shortest} to {longest}");
        }

        static int End(FrameField field, Dictionary<string, int> values) =>
            FrameField.Sum(field.OffsetText, values) + FrameField.Sum(field.BytesText, values);
    }

    [Fact]
    public void Every_refusal_of_the_ledger_is_explained() => Assert.Equal(
        Enum.GetValues<LedgerRefusal>().Where(refusal => refusal != LedgerRefusal.None).Select(refusal => $"{(byte)refusal} {refusal}"),
        Table("Refusals of the ledger").Skip(1).Select(row => $"{row[0]} {row[1]}"));

    private static IEnumerable<string[]> Table(string heading) =>
        _page.Rows.Where(row => row.Heading == heading).Select(row => row.Cells);

    private static bool IsOfLedger(string heading) =>
        heading.StartsWith("Transaction ", StringComparison.Ordinal) || heading.StartsWith("Redeem item", StringComparison.Ordinal)
        || heading.StartsWith("AUTHOR", StringComparison.Ordinal) || heading.StartsWith("SCOPE-PATH", StringComparison.Ordinal)
        || heading.StartsWith("HEADER-EVIDENCE", StringComparison.Ordinal);

    /// <summary>
    /// Reads a structure field by field as the page has it, and holds each offset against where the field is. A field whose meaning is one
    /// letter gives the letter its value. Returns the bytes read.
    /// </summary>
    private static int Walk(string heading, ReadOnlySpan<byte> bytes, Dictionary<string, int> values, HashSet<string> read)
    {
        string full = _page.Rows.First(row => row.Heading == heading || row.Heading.StartsWith(heading + ",", StringComparison.Ordinal)).Heading;
        read.Add(full);
        int at = 0;
        foreach (FrameField field in _page.Layout(heading))
        {
            int offset = FrameField.Sum(field.OffsetText, values);
            Assert.True(offset == at, $"{heading}: {field.Name} is said to be at {offset}, and is at {at}");
            int length = LengthOf(field, bytes[at..], values, read);
            int said = FrameField.Sum(field.BytesText, values);
            Assert.True(length == said, $"{heading}: {field.Name} is said to have {said} bytes, and has {length}");
            at += length;
        }

        return at;
    }

    private static int LengthOf(FrameField field, ReadOnlySpan<byte> bytes, Dictionary<string, int> values, HashSet<string> read)
    {
        switch (field.Type.Split(' ')[0])
        {
            case "u8": return Number(field, bytes[0], 1, values);
            case "u16": return Number(field, BinaryPrimitives.ReadUInt16BigEndian(bytes), 2, values);
            case "u31" or "u32": return Number(field, BinaryPrimitives.ReadInt32BigEndian(bytes), 4, values);
            case "u63" or "amount": return 8;
            case "hash" or "key": return 32;
            case "signature": return 64;
            case "SIGNED-GRANT": return SignedGrant.Length;
            case "SIGNED-ANCHOR": return SignedAnchor.Length;
            case "FINAL-TICKET": return FinalTicket.Length;
            case "bytes" when field.Name == "items":
                Items(bytes[..values["b"]], read);
                return values["b"];
            case "bytes": return FrameField.Sum(field.BytesText, values);
            default: return Walk(field.Type, bytes, values, read);
        }
    }

    private static int Number(FrameField field, int value, int length, Dictionary<string, int> values)
    {
        if (field.Meaning.Length == 1 && char.IsAsciiLetterLower(field.Meaning[0])) values[field.Meaning] = value;
        return length;
    }

    private static void Items(ReadOnlySpan<byte> items, HashSet<string> read)
    {
        while (items.Length > 0)
        {
            string heading = _page.Rows.First(row => row.Heading.StartsWith("Redeem item of kind", StringComparison.Ordinal)).Heading;
            heading = heading[..heading.IndexOf("kind", StringComparison.Ordinal)] + $"kind {items[0]}";
            items = items[Walk(heading, items, [], read)..];
        }
    }
}
