using System.Net.Sockets;
using System.Security.Cryptography;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Raft;

namespace Fleek.Tests.Live.Ledgers.Raft;

/// <summary>Replicas and parties that prove their keys to each other.</summary>
public sealed class SecureReplicaTests : IDisposable
{
    private readonly LedgerCase _at = new();
    private readonly LinkIdentity[] _replicas = [.. Enumerable.Range(30, 3).Select(i => new LinkIdentity(LedgerCase.Signer(i)))];

    public void Dispose()
    {
        foreach (LinkIdentity replica in _replicas) replica.Dispose();
    }

    [Fact]
    public async Task Replicas_that_know_each_other_by_their_keys_serve_parties_that_they_know()
    {
        await using ReplicaSet set = Set();
        await set.StartAllAsync();
        using LinkIdentity node = new(_at.Nodes[0]);
        await using RaftLedgerLink link = Connect(set, node, TimeSpan.FromSeconds(60));
        await _at.BeginAsync(link, units: 100);
        Assert.Equal(70, (await LedgerCase.Applies(link, _at.Redeem(0, 7))).Verdict.Amount);
        Assert.Equal(3, (await link.StatusAsync(default)).Count);
        await set.StopAsync(await set.LeaderAsync());
        Assert.Equal(20, (await LedgerCase.Applies(link, _at.Redeem(0, 9))).Verdict.Amount);
    }

    [Fact]
    public async Task A_party_with_another_key_is_refused()
    {
        await using ReplicaSet set = Set();
        await set.StartAllAsync();
        await set.LeaderAsync();
        using LinkIdentity stranger = new(LedgerCase.Signer(77));
        await using RaftLedgerLink link = Connect(set, stranger, TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<LedgerUnreachableException>(
            async () => await link.SubmitAsync(LedgerCase.Deposit(_at.Payer.Key, 5), default));
        Assert.Empty(await link.StatusAsync(default));
        Assert.Contains(set.Running, replica => replica.Refusals.ContainsKey("not who it may be"));
    }

    [Fact]
    public async Task Garbage_between_replicas_changes_nothing()
    {
        await using ReplicaSet set = Set();
        await set.StartAllAsync();
        using LinkIdentity node = new(_at.Nodes[0]);
        await using RaftLedgerLink link = Connect(set, node, TimeSpan.FromSeconds(60));
        await _at.BeginAsync(link, units: 100);
        foreach (LedgerMember member in set.Members)
        {
            for (int i = 0; i < 5; i++)
            {
                using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(member.Peers);
                await socket.SendAsync(RandomNumberGenerator.GetBytes(300));
            }
        }

        Assert.Equal(70, (await LedgerCase.Applies(link, _at.Redeem(0, 7))).Verdict.Amount);
    }

    private ReplicaSet Set() => new(3)
    {
        Change = options => options with
        {
            Transport = new SecureLedgerTransport(_replicas[options.Self], key => _at.Nodes.Any(n => n.Key == key)),
            PeerServer = _replicas[options.Self].ServerOptions(IsReplica),
            PeerClient = _replicas[options.Self].ClientOptions(IsReplica),
        },
    };

    private bool IsReplica(PublicKey key) => _replicas.Any(replica => replica.Key == key);

    private RaftLedgerLink Connect(ReplicaSet set, LinkIdentity party, TimeSpan patience) => new(new RaftLedgerLinkOptions(
        [.. set.Members.Select((m, i) => m.Address with { Key = _replicas[i].Key })], party.Key,
        new SecureLedgerTransport(party, static _ => false))
    {
        Patience = patience,
    });
}
