using Fleek.Core.Wire;

namespace Fleek.Core.Actors;

/// <summary>What an actor asks its driver to do.</summary>
public enum EffectKind : byte
{
    None,

    /// <summary>Send the message to the other end of its lane.</summary>
    Send,

    /// <summary>Submit a claim on the account of User: Node's tickets are worth Amount in all.</summary>
    Submit,

    /// <summary>
    /// Begin a ledger view of the account of User: <see cref="InputKind.AccountOpened"/> and entries are to follow.
    /// </summary>
    Watch,

    /// <summary>Tell the other nodes that serve User that Node holds tickets worth Amount.</summary>
    Hint,

    /// <summary>Node took a payment: User has paid Amount for chunk Number. A key follows.</summary>
    Paid,

    /// <summary>Node froze User: it sends no further chunk.</summary>
    Froze,

    /// <summary>User can use chunk Number of Node: its key has come.</summary>
    Delivered,

    /// <summary>User was refused by Node.</summary>
    Refused,
}

/// <summary>One effect, as ordered data. Nothing happens until the step that made it has returned.</summary>
/// <param name="Message">The message to send, or the fields that <paramref name="Kind"/> names.</param>
public readonly record struct Effect(EffectKind Kind, Message Message);
