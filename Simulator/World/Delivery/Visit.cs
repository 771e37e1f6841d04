using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Delivery;

/// <summary>What one client does, and how long it takes. Times that are never are of what did not happen.</summary>
internal abstract class Visit(DeliveryWorld world, DeliverySpec spec, int place)
{
    private SiteClient? _client;

    /// <summary>From when it begins on.</summary>
    public SiteClient Client => _client ?? throw new InvalidOperationException("nobody has come yet");

    public Duration? FirstByte { get; private set; }

    /// <summary>All that was wanted is there.</summary>
    public Duration? Whole { get; private set; }

    protected DeliverySpec Spec => spec;

    protected Instant Now => world.Timeline.Now;

    protected Instant Began { get; private set; }

    protected bool IsDirect => spec.Path == DeliveryPath.Coordinator;

    /// <summary>Comes, when the gateway's session with its node is there.</summary>
    public void Begin()
    {
        _client = new SiteClient(world, spec, place);
        _client.Prepare(() => Arrive(() =>
        {
            Began = Now;
            if (spec.NodeFailsAfter > Duration.Zero) world.Timeline.After(spec.NodeFailsAfter, Client.LoseNode);
            Start();
        }));
    }

    /// <summary>What was there before the visit begins.</summary>
    protected virtual void Arrive(Action begin)
    {
        Client.Gateway.WasOpened();
        begin();
    }

    /// <summary>The visit itself.</summary>
    protected abstract void Start();

    protected void OpenSession(Action ready) => Client.OpenSession(ready);

    protected void After(Duration delay, Action action) => world.Timeline.After(delay, action);

    protected void Want(DeliveredContent content, Action whole, bool isNavigation = false) => Client.Want(content, isNavigation, receipt =>
    {
        FirstByte ??= Now - Began;
        if (receipt.IsWhole) whole();
    });

    protected void End()
    {
        Whole = Now - Began;
        Client.End();
    }
}
