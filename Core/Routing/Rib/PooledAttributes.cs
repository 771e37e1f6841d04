namespace Fleek.Core.Routing.Rib;

/// <summary>Attributes that routes share.</summary>
internal sealed class PooledAttributes(byte[] bytes)
{
    public byte[] Bytes { get; } = bytes;

    /// <summary>Routes that have them.</summary>
    public int Uses { get; set; }
}
