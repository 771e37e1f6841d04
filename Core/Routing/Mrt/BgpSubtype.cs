namespace Fleek.Core.Routing.Mrt;

/// <summary>Subtypes of <see cref="MrtType.Bgp"/>: RFC 6396, B.2.</summary>
internal static class BgpSubtype
{
    public const ushort Null = 0, Update = 1, PrefixUpdate = 2, StateChange = 3, Sync = 4, Open = 5, Notify = 6, Keepalive = 7;
}
