using System.Net;
using Fleek.Core.Endpoints;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Users;

/// <summary>One lane of a live user to one node.</summary>
/// <param name="Client">Grant, node, epoch, windows.</param>
/// <param name="Connect">Makes a connection to the node; asked again after each that broke.</param>
public sealed record UserLaneOptions(ClientOptions Client, Func<CancellationToken, ValueTask<IByteStream>> Connect)
{
    /// <summary>Most time for a connection to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Before the first attempt to connect again; doubled for each that fails, and drawn between half of it and all.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Sessions in a row that may end without a block before the lane gives up.</summary>
    public int FruitlessSessions { get; init; } = 200;

    /// <summary>Keys that are so late are asked for again.</summary>
    public TimeSpan KeysLateAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A connection on which nothing came for so long while something is wanted is given up, and another one made.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>By TCP.</summary>
    public static UserLaneOptions ByTcp(ClientOptions client, IPEndPoint node) => new(client, cancel => TcpByteStream.ConnectAsync(node, cancel));
}
