using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>A site that a gateway pays for.</summary>
/// <param name="Site">Its name: a hash of its origin.</param>
/// <param name="Payer">Signs grants: a key that the owner gave the gateway, of an account with no more on it than may be lost.</param>
/// <param name="Manifest">As the owner signed it.</param>
public sealed record GatewaySite(Hash256 Site, ISigner Payer, ContentManifest Manifest);
