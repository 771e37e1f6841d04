using System.Buffers;
using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Nodes;

/// <content>A log made anew before it grows too long.</content>
public sealed partial class NodeHost
{
    private readonly ArrayBufferWriter<byte> _records = new();
    private long _lastRecord;

    /// <summary>All that a restart needs, in place of all that was ever recorded.</summary>
    private void ReplaceLog()
    {
        _records.Clear();
        _endpoint.Compact(_outbox);
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
        {
            Invariant.Require(effect.Kind == EndpointEffectKind.Record, "node host: compacting does nothing but record");
            _records.Write(_outbox.BytesOf(effect));
            _lastRecord = effect.Number;
        }

        _outbox.Clear();
        _options.Log.Replace(_records.WrittenSpan, _lastRecord);
        Carry();
    }
}
