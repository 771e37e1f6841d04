using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live.Users;

namespace Fleek.Tests.Live;

/// <summary>A user, what it may spend, and what it got.</summary>
internal sealed class LiveUser(LiveNet net, PublicKey payer, Ed25519Signer device, SignedGrant grant, IBlockSink? sink, UserBuffers? buffers,
    PublicKey[]? scope)
    : IAsyncDisposable
{
    public PublicKey Payer { get; } = payer;

    public SignedGrant Grant { get; } = grant;

    public Ed25519Signer Device { get; } = device;

    public BlockShelf Shelf { get; } = new(net.Content);

    public UserHost Host => _host ??= new UserHost(Device, sink ?? Shelf, buffers);

    private UserHost? _host;

    public ClientOptions To(PublicKey node, int window, int lane = 0)
    {
        ClaimPath path = scope is null || !scope.Contains(node) ? ClaimPath.Any : ClaimPath.Of(scope, node);
        return new(LiveNet.Chain, Grant, node, 0)
        {
            Window = window, Lane = lane, ServingNodes = Math.Max(1, net.Nodes.Count), ScopeTurns = path.Turns, ScopeSiblings = path.Siblings,
        };
    }

    public UserLane Open(LiveNode node, int window = 8, int lane = 0, Func<UserLaneOptions, UserLaneOptions>? with = null)
    {
        UserLaneOptions options = UserLaneOptions.ByTcp(To(node.Host.Key, window, lane), node.At);
        return Host.Open(with?.Invoke(options) ?? options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }
}
