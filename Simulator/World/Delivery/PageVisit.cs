using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Delivery;

/// <summary>
/// A page. Its document always comes through the gateway; a cold visit then loads the service worker, installs it, and that asks for a
/// session and fetches the assets from a node. A warm one has all of this, and through the tunnel nothing of it is needed.
/// </summary>
internal sealed class PageVisit(DeliveryWorld world, DeliverySpec spec, int place, PageContent page)
    : Visit(world, spec, place)
{
    private readonly PageSpec _terms = spec.Page!;
    private int _blocking, _missing;

    /// <summary>The document and the assets that block painting are there.</summary>
    public Duration? FirstPaint { get; private set; }

    protected override void Arrive(Action begin)
    {
        if (!_terms.IsWarm)
        {
            begin();
            return;
        }

        Client.Gateway.WasOpened();
        if (!IsDirect) begin();
        // Until the session with the node is open too.
        else OpenSession(() => After(Duration.FromSeconds(5L), begin));
    }

    protected override void Start()
    {
        (_blocking, _missing) = (_terms.Blocking, page.Assets.Count);
        if (_terms.IsWarm) LoadDocument();
        else Client.Gateway.Open(LoadDocument);
    }

    private void LoadDocument() => Want(page.Html, isNavigation: true, whole: () =>
    {
        if (_blocking == 0) FirstPaint = Now - Began;
        if (_terms.IsWarm || !IsDirect) LoadAssets();
        else Want(page.Worker, () => After(_terms.WorkerStart, () => OpenSession(LoadAssets)));
    });

    private void LoadAssets()
    {
        for (int i = 0; i < page.Assets.Count; i++)
        {
            bool blocks = i < _terms.Blocking;
            Want(page.Assets[i], () => Loaded(blocks));
        }
    }

    private void Loaded(bool blocks)
    {
        if (blocks && --_blocking == 0) FirstPaint = Now - Began;
        if (--_missing == 0) End();
    }
}
