using System;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Actors;

/// <summary>
/// The effects of one step, in order. The driver owns it, hands it to <c>Step</c> empty, and drains it afterwards;
/// only actors write to it. Bounded: a step that overflows it is a bug.
/// </summary>
public sealed class Outbox(int capacity)
{
    /// <summary>Effects that a step may have beside the chunks of one window and the keys of one ticket.</summary>
    private const int Slack = 16;

    private readonly Effect[] _effects = new Effect[capacity];
    private int _count;

    /// <summary>
    /// An outbox for actors whose window is at most <paramref name="windowChunks"/>, with at most <paramref name="lanes"/> lanes of one
    /// user: a user that finishes closes all its lanes in one step, and a node that is no longer held back sends on all of them.
    /// </summary>
    public static Outbox ForWindow(int windowChunks, int lanes = 1) => new(((2 + lanes) * windowChunks) + (2 * lanes) + Slack);

    public ReadOnlySpan<Effect> Effects => _effects.AsSpan(0, _count);

    public void Clear() => _count = 0;

    internal void AssertDrained() => Invariant.Require(_count == 0, "outbox: the last step was not drained");

    internal void Send(
        MessageKind kind, UserId user, NodeId node, ushort lane, long number, Credits amount, RefuseReason reason = RefuseReason.None) =>
        Add(EffectKind.Send, new Message(kind, reason, user, node, number, amount) { Lane = lane });

    internal void Submit(UserId user, NodeId node, Credits cumulative) =>
        Add(EffectKind.Submit, new Message(default, default, user, node, 0, cumulative));

    internal void Renew(UserId user, NodeId node, Credits cumulative) =>
        Add(EffectKind.Renew, new Message(default, default, user, node, 0, cumulative));

    internal void Release(UserId user, NodeId node, Credits cumulative, long number) =>
        Add(EffectKind.Release, new Message(default, default, user, node, number, cumulative));

    internal void Watch(UserId user, NodeId node) =>
        Add(EffectKind.Watch, new Message(default, default, user, node, 0, default));

    internal void Hint(UserId user, NodeId node, Credits cumulative) =>
        Add(EffectKind.Hint, new Message(default, default, user, node, 0, cumulative));

    internal void Paid(UserId user, NodeId node, ushort lane, long chunk, Credits amount) =>
        Add(EffectKind.Paid, new Message(default, default, user, node, chunk, amount) { Lane = lane });

    internal void Froze(UserId user, NodeId node) =>
        Add(EffectKind.Froze, new Message(default, default, user, node, 0, default));

    internal void Delivered(UserId user, NodeId node, ushort lane, long chunk) =>
        Add(EffectKind.Delivered, new Message(default, default, user, node, chunk, default) { Lane = lane });

    internal void Refused(UserId user, NodeId node, ushort lane, RefuseReason reason) =>
        Add(EffectKind.Refused, new Message(default, reason, user, node, 0, default) { Lane = lane });

    private void Add(EffectKind kind, in Message message)
    {
        if (_count == _effects.Length) Invariant.Break("outbox: a step has more effects than its bound");
        _effects[_count++] = new Effect(kind, message);
    }
}
