using System.Buffers.Binary;

namespace Fleek.Sim.Adapters.Files;

/// <summary>
/// Whether a gzip file ends where its last member does: the platform's decoder takes a cut file for a whole one without a word.
/// A member ends with the CRC-32 and the length of its text (RFC 1952, 2.3.1), and the last member's text ends the whole text.
/// </summary>
internal static class GzipTrailer
{
    private const int TrailerBytes = 8;

    internal static bool Matches(ReadOnlySpan<byte> file, ReadOnlySpan<byte> text)
    {
        if (file.Length < TrailerBytes) return false;
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(file[^TrailerBytes..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[^(TrailerBytes / 2)..]);
        return length <= text.Length && Crc32.Of(text[^(int)length..]) == crc;
    }
}
