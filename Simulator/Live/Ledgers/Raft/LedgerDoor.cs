using System.Collections.Concurrent;
using System.Net.Sockets;
using DotNext.Net.Cluster.Consensus.Raft;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>Where parties come to a replica: accepts connections, within limits, and counts why others were closed.</summary>
internal sealed class LedgerDoor(
    LedgerReplicaOptions options, RaftCluster cluster, LedgerStateMachine machine, LedgerSequencer sequencer,
    Func<ValueTask<LedgerStatus>> status) : IAsyncDisposable
{
    private const int Backlog = 512;

    private readonly Socket _listener = new(options.Members[options.Self].Parties.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<long, Task> _open = [];
    private readonly ConcurrentDictionary<string, long> _refusals = [];
    private readonly Dictionary<PublicKey, int> _perParty = [];
    private Task _accepting = Task.CompletedTask;
    private long _accepted;

    public IReadOnlyDictionary<string, long> Refusals => _refusals;

    public int Connections => _open.Count;

    public LedgerStateMachine Machine => machine;

    public LedgerSequencer Sequencer => sequencer;

    public LedgerTerms Terms => options.Terms;

    public Func<ValueTask<LedgerStatus>> Status => status;

    /// <summary>Signalled when this replica ceases to lead.</summary>
    public CancellationToken Leadership => cluster.LeadershipToken;

    /// <summary>The leader's place among the members, or -1.</summary>
    public int Leader
    {
        get
        {
            if (sequencer.IsLeader) return options.Self;
            for (int i = 0; i < options.Members.Count; i++)
                if (i != options.Self && options.Members[i].Peers.Equals(cluster.Leader?.EndPoint)) return i;
            return -1;
        }
    }

    public void Listen()
    {
        _listener.Bind(options.Members[options.Self].Parties);
        _listener.Listen(Backlog);
    }

    public void Start() => _accepting = AcceptAsync();

    /// <summary>Waits until what is applied here is at least what was final by now.</summary>
    public ValueTask CatchUpAsync(CancellationToken cancel) => cluster.ApplyReadBarrierAsync(cancel);

    public bool TryEnter(in PublicKey party)
    {
        lock (_perParty)
        {
            int count = _perParty.GetValueOrDefault(party);
            if (count >= options.MaxConnectionsPerParty) return false;
            _perParty[party] = count + 1;
            return true;
        }
    }

    public void Leave(in PublicKey party)
    {
        lock (_perParty)
        {
            if (--_perParty[party] == 0) _perParty.Remove(party);
        }
    }

    public void Refuse(string reason) => _refusals.AddOrUpdate(reason, 1, static (_, count) => count + 1);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_open.Values).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                if (_open.Count >= options.MaxConnections)
                {
                    socket.Dispose();
                    Refuse("too many connections");
                    continue;
                }

                long number = _accepted++;
                // Registered before it can end: it begins on another thread.
                TaskCompletionSource registered = new();
                _open[number] = ServeAsync(socket, number, registered.Task);
                registered.SetResult();
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
            }
            catch (SocketException)
            {
                // No file descriptors, or who connected is gone: others are still welcome.
                Refuse("not accepted");
                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Socket socket, long number, Task registered)
    {
        await registered.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            socket.NoDelay = true;
            using NetworkStream bare = new(socket, ownsSocket: true);
            await new LedgerConnection(this, options.Transport).RunAsync(bare, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            if (!_stop.IsCancellationRequested) Refuse(ReasonOf(problem));
        }
        finally
        {
            _open.TryRemove(number, out _);
        }
    }

    private static string ReasonOf(Exception problem) => problem switch
    {
        InvalidDataException => problem.Message,
        OperationCanceledException or TimeoutException => "too slow",
        Identity.LinkRefusedException => "not who it may be",
        _ => "connection lost",
    };
}
