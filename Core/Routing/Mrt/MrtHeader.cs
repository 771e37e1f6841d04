namespace Fleek.Core.Routing.Mrt;

/// <summary>What stands before every record of an MRT file (RFC 6396, 2 and 3).</summary>
/// <param name="Offset">Where the record begins, in bytes of the decompressed file.</param>
/// <param name="Seconds">Time of the record, since 1970.</param>
/// <param name="Microseconds">What the extended header adds; 0 without one.</param>
/// <param name="Type">As it came: it may be no known type.</param>
public readonly record struct MrtHeader(long Offset, uint Seconds, uint Microseconds, MrtType Type, ushort Subtype)
{
    /// <summary>Bytes of the header.</summary>
    public const int Bytes = 12;
}
