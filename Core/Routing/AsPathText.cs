using System;

namespace Fleek.Core.Routing;

/// <summary>AS paths as text: `1 2 {3,4}`, with confederations as `(1 2)` and `[1,2]`.</summary>
public static class AsPathText
{
    public static string ToText(AsPath path)
    {
        TextBuffer text = new();
        Write(path, text);
        return System.Text.Encoding.ASCII.GetString(text.Written);
    }

    /// <summary>Appends the path; numbers of a sequence stand apart by blanks, those of a set by commas.</summary>
    public static void Write(AsPath path, TextBuffer text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool first = true;
        foreach (AsPathSegment segment in path)
        {
            if (!first) text.Add((byte)' ');
            bool isSet = segment.Kind is AsSegmentKind.Set or AsSegmentKind.ConfederationSet;
            if (segment.Kind != AsSegmentKind.Sequence) text.Add(Opening(segment.Kind));
            for (int i = 0; i < segment.Count; i++)
            {
                if (i > 0) text.Add(isSet ? (byte)',' : (byte)' ');
                text.Add(segment[i]);
            }

            if (segment.Kind != AsSegmentKind.Sequence) text.Add(Closing(segment.Kind));
            first = segment.Count == 0;
        }
    }

    private static byte Opening(AsSegmentKind kind) => kind switch
    {
        AsSegmentKind.Set => (byte)'{',
        AsSegmentKind.ConfederationSet => (byte)'[',
        _ => (byte)'(',
    };

    private static byte Closing(AsSegmentKind kind) => kind switch
    {
        AsSegmentKind.Set => (byte)'}',
        AsSegmentKind.ConfederationSet => (byte)']',
        _ => (byte)')',
    };
}
