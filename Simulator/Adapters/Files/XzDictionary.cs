namespace Fleek.Sim.Adapters.Files;

/// <summary>
/// How large a dictionary the first block of an xz file asks for: a decoder allocates it before any data is checked, and a
/// header of 20 bytes can ask for 4 GiB. Format: https://tukaani.org/xz/xz-file-format.txt, sections 3.1 and 5.3.1.
/// </summary>
internal static class XzDictionary
{
    private const int StreamHeaderBytes = 12;
    private const byte Lzma2 = 0x21;

    /// <summary>False only where a block header can be read and asks for more than <paramref name="maxBytes"/>.</summary>
    internal static bool IsWithin(ReadOnlySpan<byte> file, long maxBytes)
    {
        if (file.Length < StreamHeaderBytes + 2 || file[StreamHeaderBytes] == 0) return true;
        int headerBytes = (file[StreamHeaderBytes] + 1) * 4;
        ReadOnlySpan<byte> header = file[StreamHeaderBytes..Math.Min(file.Length, StreamHeaderBytes + headerBytes)];
        byte flags = header[1];
        int at = 2;
        if ((flags & 0x40) != 0) SkipInteger(header, ref at);
        if ((flags & 0x80) != 0) SkipInteger(header, ref at);
        for (int filter = 0; filter <= (flags & 3) && at + 2 < header.Length; filter++)
        {
            byte id = header[at];
            SkipInteger(header, ref at);
            int propertyBytes = at < header.Length ? header[at] : 0;
            at++;
            if (id == Lzma2 && propertyBytes == 1 && at < header.Length) return SizeOf(header[at]) <= maxBytes;
            at += propertyBytes;
        }

        return true;
    }

    private static long SizeOf(byte property)
    {
        int bits = property & 0x3F;
        return bits >= 40 ? uint.MaxValue : (2L | (bits & 1L)) << ((bits / 2) + 11);
    }

    private static void SkipInteger(ReadOnlySpan<byte> header, ref int at)
    {
        while (at < header.Length && (header[at] & 0x80) != 0) at++;
        at++;
    }
}
