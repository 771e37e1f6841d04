namespace Fleek.Core.Routing.Rib;

/// <summary>A peer as messages name it.</summary>
internal readonly record struct MrtPeerKey(IpAddress Address, uint As) : System.IComparable<MrtPeerKey>
{
    public int CompareTo(MrtPeerKey other)
    {
        int address = Address.CompareTo(other.Address);
        return address != 0 ? address : As.CompareTo(other.As);
    }
}
