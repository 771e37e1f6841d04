namespace Fleek.Core.Gateway;

/// <summary>Where a URL comes from.</summary>
/// <param name="Tunnel">Why through the tunnel; none if from nodes.</param>
/// <param name="IsListed">Whether the manifest says what it is; then what comes is checked, on either way.</param>
/// <param name="Item">What it is, if it is listed.</param>
public readonly record struct AssetRoute(TunnelReason Tunnel, bool IsListed, ManifestItem Item)
{
    public bool IsDirect => Tunnel == TunnelReason.None;

    /// <summary>For a plain request, which a gateway answers as any reverse proxy does: who sends it checks nothing and pays nobody.</summary>
    public static AssetRoute OfPlainRequest(bool isNavigation) =>
        new(isNavigation ? TunnelReason.Navigation : TunnelReason.NoProtocol, false, default);
}
