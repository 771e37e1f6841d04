namespace Fleek.Core.Routing.Mrt;

/// <summary>Subtypes of <see cref="MrtType.Bgp4Mp"/>: RFC 6396, 4.4 and B.2, and RFC 8050, 3.</summary>
internal static class Bgp4MpSubtype
{
    public const ushort StateChange = 0, Message = 1, Entry = 2, Snapshot = 3, MessageAs4 = 4, StateChangeAs4 = 5, MessageLocal = 6;
    public const ushort MessageAs4Local = 7, MessageAddPath = 8, MessageAs4AddPath = 9, MessageLocalAddPath = 10;
    public const ushort MessageAs4LocalAddPath = 11;

    public static bool IsWide(ushort subtype) =>
        subtype is MessageAs4 or StateChangeAs4 or MessageAs4Local or MessageAs4AddPath or MessageAs4LocalAddPath;

    public static bool IsAddPath(ushort subtype) => subtype is >= MessageAddPath and <= MessageAs4LocalAddPath;

    public static bool IsLocal(ushort subtype) =>
        subtype is MessageLocal or MessageAs4Local or MessageLocalAddPath or MessageAs4LocalAddPath;
}
