using System.Runtime.InteropServices;

namespace Fleek.Sim.Adapters.Files;

/// <summary>The checksum of gzip (RFC 1952, 8), eight bytes at a step.</summary>
internal sealed class Crc32
{
    private const int Lanes = 8;

    private static readonly uint[][] Tables = MakeTables();

    private uint _crc = uint.MaxValue;

    internal uint Value => ~_crc;

    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        Crc32 crc = new();
        crc.Append(bytes);
        return crc.Value;
    }

    internal void Reset() => _crc = uint.MaxValue;

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = _crc;
        for (; bytes.Length >= Lanes; bytes = bytes[Lanes..])
        {
            uint low = crc ^ MemoryMarshal.Read<uint>(bytes), high = MemoryMarshal.Read<uint>(bytes[4..]);
            crc = Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)] ^ Tables[4][low >> 24]
                ^ Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)] ^ Tables[1][(byte)(high >> 16)] ^ Tables[0][high >> 24];
        }

        foreach (byte b in bytes) crc = Tables[0][(byte)(crc ^ b)] ^ (crc >> 8);
        _crc = crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[Lanes][];
        for (int lane = 0; lane < Lanes; lane++)
        {
            tables[lane] = new uint[256];
            for (uint n = 0; n < 256; n++)
            {
                uint crc = lane == 0 ? n : tables[lane - 1][n];
                if (lane == 0)
                {
                    for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
                }
                else
                {
                    crc = tables[0][(byte)crc] ^ (crc >> 8);
                }

                tables[lane][n] = crc;
            }
        }

        return tables;
    }
}
