namespace Fleek.Core.Gateway;

/// <summary>Where bytes of a content come from.</summary>
public enum AssetSource : byte
{
    /// <summary>From nowhere: all are there.</summary>
    Nothing,

    /// <summary>A node of the session.</summary>
    Node,

    /// <summary>Through the gateway.</summary>
    Tunnel,
}
