using System.Buffers.Binary;
using System.Text;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>What a file that is no MRT dump seems to be, told by its first bytes.</summary>
internal static class ContentKind
{
    /// <summary>As many bytes are looked at.</summary>
    public const int FrontBytes = 512;

    private const int ShownCharacters = 40;

    /// <summary>A clause such as `is HTML, as a server's error page is`.</summary>
    public static string Describe(ReadOnlySpan<byte> front)
    {
        if (front.Length < MrtHeader.Bytes) return $"has {front.Length} bytes, fewer than a record's header";
        if (!front.ContainsAnyExcept((byte)0)) return "is zeros";
        if (front.StartsWith("PK\x3\x4"u8)) return "is a zip archive";
        if (front.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F'])) return "is a program";
        if (front.Length > 262 && front[257..].StartsWith("ustar"u8)) return "is a tar archive";
        if (BinaryPrimitives.ReadUInt32BigEndian(front) is 0xA1B2C3D4 or 0xD4C3B2A1 or 0x0A0D0D0A) return "is a capture of packets";
        if (TryText(front) is { } text) return OfText(text);
        bool isSwapped = IsKnown(BinaryPrimitives.ReadUInt16LittleEndian(front[4..])) && front[6] is not 0 and < 16 && front[7] == 0;
        return isSwapped
            ? "seems to be MRT with the low byte of its numbers first: their high byte comes first in network order"
            : "holds no MRT record";
    }

    /// <summary>Whether bytes may be where an MRT record begins: a known type, and a length that is read.</summary>
    public static bool BeginsRecord(ReadOnlySpan<byte> front) =>
        front.Length >= MrtHeader.Bytes && IsKnown(BinaryPrimitives.ReadUInt16BigEndian(front[4..])) && front[6] == 0 && front[7] < 32
        && BinaryPrimitives.ReadUInt32BigEndian(front[8..]) <= MrtReader.LargestBodyBytes;

    private static bool IsKnown(ushort type) => type != 0 && Enum.IsDefined((MrtType)type);

    private static string OfText(string text)
    {
        string trimmed = text.TrimStart();
        string shown = new([.. trimmed.TakeWhile(c => !char.IsControl(c)).Take(ShownCharacters)]);
        if (trimmed.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return "is HTML, as a server's error page is";
        if (text.StartsWith("TABLE_DUMP", StringComparison.Ordinal) || text.StartsWith("BGP4MP", StringComparison.Ordinal))
            return "is text as bgpdump prints it, not the dump itself";
        return trimmed.Contains("BGP table version", StringComparison.Ordinal)
            ? "is text as a router shows its table, not MRT"
            : $"is text, not MRT; it begins with '{shown}'";
    }

    private static string? TryText(ReadOnlySpan<byte> front)
    {
        foreach (byte letter in front)
            if (letter is < 0x20 and not ((byte)'\n' or (byte)'\r' or (byte)'\t') || letter == 0x7F) return null;
        return Encoding.UTF8.GetString(front);
    }
}
