using System.Buffers.Binary;

namespace Fleek.Sim.Adapters.Files;

/// <summary>
/// Whether a gzip file ends where its last member does: the platform's decoder takes a cut file for a whole one without a word.
/// A member ends with the CRC-32 and the length of its text (RFC 1952, 2.3.1), and the last member's text ends the whole text.
/// </summary>
internal static class GzipTrailer
{
    private const int TrailerBytes = 8;

    private static readonly uint[] Table = MakeTable();

    internal static bool Matches(ReadOnlySpan<byte> file, ReadOnlySpan<byte> text)
    {
        if (file.Length < TrailerBytes) return false;
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(file[^TrailerBytes..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[^(TrailerBytes / 2)..]);
        return length <= text.Length && Crc32(text[^(int)length..]) == crc;
    }

    private static uint Crc32(ReadOnlySpan<byte> text)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in text) crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint crc = n;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            table[n] = crc;
        }

        return table;
    }
}
