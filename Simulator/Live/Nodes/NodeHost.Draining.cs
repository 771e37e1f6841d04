using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Nodes;

/// <content>An end in order.</content>
public sealed partial class NodeHost
{
    /// <summary>Without a frame for so long, what was under way has come.</summary>
    private const int QuietMilliseconds = 200;

    /// <summary>
    /// Takes no more connections and sends no more chunks; takes payments for what was sent, releases their keys, commits all that it holds, and
    /// then ends all connections and itself.
    /// </summary>
    /// <param name="patience">Most time for what is under way, and again for the ledger.</param>
    /// <returns>Whether all that it holds is final on the ledger.</returns>
    public async Task<bool> DrainAsync(TimeSpan patience)
    {
        await RunAsync(() =>
        {
            if (_state == NodeHostState.Serving) _state = NodeHostState.Draining;
            _endpoint.Drain();
        }).ConfigureAwait(false);
        long end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (Environment.TickCount64 < end && !await AskAsync(_ => IsQuiet()).ConfigureAwait(false))
            await Task.Delay(QuietMilliseconds / 4).ConfigureAwait(false);
        await RunAsync(() =>
        {
            _endpoint.RedeemAll(_outbox);
            Carry();
            _claimsDueAt = Math.Min(_claimsDueAt, Environment.TickCount64);
        }).ConfigureAwait(false);
        end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        bool final;
        while (!(final = await AskAsync(_ => _due.Count == 0 && _redeeming == 0).ConfigureAwait(false)) && Environment.TickCount64 < end)
            await Task.Delay(QuietMilliseconds / 10).ConfigureAwait(false);
        await RunAsync(() =>
        {
            foreach (NodePeer peer in _peers.Values.ToArray()) HangUp(peer, DisconnectReason.Drained);
        }).ConfigureAwait(false);
        end = Environment.TickCount64 + QuietMilliseconds;
        while (Counters.Open > 0 && Environment.TickCount64 < end) await Task.Delay(QuietMilliseconds / 10).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
        return final;
    }

    private Task<bool> RunAsync(Action work) => AskAsync(_ =>
    {
        work();
        return true;
    });

    private bool IsQuiet()
    {
        long now = Environment.TickCount64;
        return _toldDurable >= Volatile.Read(ref _durable)
            && _peers.Values.All(p => p.Sender.Unsent == 0 && now - p.LastFrame >= QuietMilliseconds);
    }

    /// <summary>Nothing that is paid from here on could be kept: nobody is served, and no key leaves.</summary>
    private void OnLogFailed()
    {
        if (_state is NodeHostState.Faulted or NodeHostState.Stopped) return;
        _state = NodeHostState.LogFailed;
        _endpoint.Drain();
        foreach (NodePeer peer in _peers.Values.ToArray()) HangUp(peer, DisconnectReason.LogFailed);
    }
}
