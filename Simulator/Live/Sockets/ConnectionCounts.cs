using System.Net;
using System.Runtime.InteropServices;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Sockets;

/// <summary>How many connections are open, in all, of each address and of each payer. Belongs to one thread.</summary>
internal sealed class ConnectionCounts(ConnectionLimits limits)
{
    private readonly Dictionary<IPAddress, int> _ofAddress = [];
    private readonly Dictionary<PublicKey, int> _ofPayer = [];
    private int _open;

    /// <summary>Counts a connection, or says which limit is reached.</summary>
    public DisconnectReason TryOpen(IPAddress? address)
    {
        if (_open >= limits.Connections) return DisconnectReason.TooManyConnections;
        if (address is not null)
        {
            if (_ofAddress.GetValueOrDefault(address) >= limits.PerAddress) return DisconnectReason.TooManyOfAddress;
            CollectionsMarshal.GetValueRefOrAddDefault(_ofAddress, address, out _)++;
        }

        _open++;
        return DisconnectReason.None;
    }

    public bool MayAdd(in PublicKey payer) => _ofPayer.GetValueOrDefault(payer) < limits.PerPayer;

    public void Add(in PublicKey payer) => CollectionsMarshal.GetValueRefOrAddDefault(_ofPayer, payer, out _)++;

    /// <summary>A connection that was counted is gone.</summary>
    public void Close(IPAddress? address, in PublicKey? payer)
    {
        _open--;
        if (address is not null) Less(_ofAddress, address);
        if (payer is { } key) Less(_ofPayer, key);
    }

    private static void Less<T>(Dictionary<T, int> counts, T key)
        where T : notnull
    {
        if (--CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) <= 0) counts.Remove(key);
    }
}
