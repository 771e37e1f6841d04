namespace Fleek.Sim.World.Delivery;

/// <summary>A page: its document, the site's service worker, and its assets in the order in which the document names them.</summary>
internal sealed record PageContent(DeliveredContent Html, DeliveredContent Worker, IReadOnlyList<DeliveredContent> Assets);
