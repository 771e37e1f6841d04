using System.Net;
using System.Net.Sockets;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Hosts;
using Fleek.Sim.Live.Hosts;
using Fleek.Sim.Live.Identity;

namespace Fleek.Tests.Live.Hosts;

/// <summary>A host of a test: a probe server of its own on loopback, and what a hosts file would say of it.</summary>
internal sealed class LabHost : IAsyncDisposable
{
    public static readonly BuildIdentity Build = new("1.2.3", "33cc44dd");

    private readonly IdentityKey _key = IdentityKey.Ephemeral();
    private readonly LinkIdentity _link;

    public LabHost(string name, BuildIdentity? build = null, TimeProvider? clock = null)
    {
        _link = new LinkIdentity(_key);
        Name = name;
        Server = new ProbeServer(_link, key => !Barred.Contains(key), build ?? Build, new IPEndPoint(IPAddress.Loopback, 0), clock);
    }

    public string Name { get; }

    /// <summary>Keys that it does not let in.</summary>
    public HashSet<PublicKey> Barred { get; } = [];

    public ProbeServer Server { get; }

    public PublicKey Key => _key.Key;

    public HostSpec Spec(params RoleSpec[] roles) => new(Name, "127.0.0.1", Server.Endpoint.Port, _key.Key, roles);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _link.Dispose();
        _key.Dispose();
    }

    public static RoleSpec Role(RoleKind kind, string? data = null, int count = 1, int? port = null) =>
        new(kind, kind.ToString(), kind == RoleKind.User ? 0 : port ?? FreePort(), default, data, count);

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
