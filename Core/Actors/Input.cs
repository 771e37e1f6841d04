using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Actors;

/// <summary>What can happen to an actor.</summary>
public enum InputKind : byte
{
    None,

    /// <summary>The deadline of the account of User, as a step returned it, has come.</summary>
    WakeUp,

    /// <summary>A message of the fair exchange arrived.</summary>
    Message,

    /// <summary>The user's application wants Number more chunks from Node.</summary>
    Demand,

    /// <summary>The user's application wants nothing more, from any node.</summary>
    Finish,

    /// <summary>The user's application wants nothing more from Node.</summary>
    Leave,

    /// <summary>
    /// A node's ledger view of the account of User begins: Amount is its signed balance, Number the node's own claims in units, and Reason
    /// Frozen where the ledger flags it.
    /// </summary>
    AccountOpened,

    /// <summary>An entry of the log became visible.</summary>
    LedgerEntry,

    /// <summary>The connection of Lane is gone, and with it what was under way.</summary>
    Disconnected,

    /// <summary>
    /// A lane that was disconnected, or refused by a node that froze the account, can be opened again: a user goes on with what it still
    /// wants.
    /// </summary>
    Connected,

    /// <summary>A ticket of User for a session that is over came late and is worth Amount.</summary>
    PaidLate,

    /// <summary>A verified hint arrived: Node holds tickets of User worth Amount in all.</summary>
    Hint,
}

/// <summary>One input of an actor, as a value: a kind, and the message or the ledger entry that it brings.</summary>
[StructLayout(LayoutKind.Explicit)]
public readonly struct Input
{
    /// <summary>Behind the message, whose place a ledger entry shares.</summary>
    private const int LimitOffset = 48;

    private static readonly LimitView _unlimited = new(Credits.Zero, -1, false);

    [FieldOffset(8)]
    private readonly Message _message;

    [FieldOffset(LimitOffset)]
    private readonly LimitView _limit;

    private Input(in Message opened, in LimitView limit)
    {
        Kind = InputKind.AccountOpened;
        _message = opened;
        _limit = limit;
    }

    private Input(InputKind kind, in Message message)
    {
        Kind = kind;
        _message = message;
    }

    private Input(in LedgerEntry entry)
    {
        Kind = InputKind.LedgerEntry;
        Entry = entry;
    }

    [field: FieldOffset(0)]
    public InputKind Kind { get; }

    /// <summary>The message, or its fields used as <see cref="Kind"/> says; meaningless for a ledger entry.</summary>
    [UnscopedRef]
    public ref readonly Message Message => ref _message;

    /// <summary>For <see cref="InputKind.LedgerEntry"/> alone.</summary>
    [field: FieldOffset(8)]
    public LedgerEntry Entry { get; }

    /// <summary>For <see cref="InputKind.AccountOpened"/> alone: the node's limit in that view, or null if the account has none.</summary>
    public LimitView? Limit => Kind == InputKind.AccountOpened && _limit.Releases >= 0 ? _limit : null;

    public static Input WakeUp(UserId user) => new(InputKind.WakeUp, new Message(default, default, user, default, 0, default));

    public static Input From(in Message message) => new(InputKind.Message, message);

    public static Input From(in LedgerEntry entry) => new(entry);

    public static Input Demand(UserId user, NodeId node, long chunks, ushort lane = 0) =>
        new(InputKind.Demand, new Message(default, default, user, node, chunks, default) { Lane = lane });

    public static Input Finish(UserId user) => new(InputKind.Finish, new Message(default, default, user, default, 0, default));

    public static Input Leave(UserId user, NodeId node, ushort lane = 0) =>
        new(InputKind.Leave, new Message(default, default, user, node, 0, default) { Lane = lane });

    /// <param name="ownClaim">How much of the account this node has claimed so far in that view: not nothing after a restart.</param>
    /// <param name="limit">The node's limit on the account in that view, or null if the account has none.</param>
    /// <param name="isFrozen">The ledger flags the account as frozen: it refuses the payer.</param>
    public static Input AccountOpened(
        UserId user, Credits signedBalance, Credits ownClaim = default, LimitView? limit = null, bool isFrozen = false) => new(
        new Message(default, isFrozen ? RefuseReason.Frozen : default, user, default, ownClaim.Units, signedBalance), limit ?? _unlimited);

    public static Input Disconnected(UserId user, NodeId node, ushort lane = 0) =>
        new(InputKind.Disconnected, new Message(default, default, user, node, 0, default) { Lane = lane });

    public static Input Connected(UserId user, NodeId node, ushort lane = 0) =>
        new(InputKind.Connected, new Message(default, default, user, node, 0, default) { Lane = lane });

    public static Input PaidLate(UserId user, Credits amount) =>
        new(InputKind.PaidLate, new Message(default, default, user, default, 0, amount));

    public static Input Hint(UserId user, NodeId from, Credits cumulative) =>
        new(InputKind.Hint, new Message(default, default, user, from, 0, cumulative));
}
