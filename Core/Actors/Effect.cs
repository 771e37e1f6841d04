using System.Diagnostics.CodeAnalysis;
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

    /// <summary>As <see cref="Submit"/>, and asks the ledger to raise Node's limit on the account.</summary>
    Renew,

    /// <summary>As <see cref="Submit"/>, and lowers Node's limit to Amount: Node's release of that Number.</summary>
    Release,
}

/// <summary>One effect, as ordered data. Nothing happens until the step that made it has returned.</summary>
public readonly record struct Effect
{
    private readonly Message _message;

    /// <param name="kind">What to do.</param>
    /// <param name="message">The message to send, or the fields that <paramref name="kind"/> names.</param>
    public Effect(EffectKind kind, in Message message)
    {
        Kind = kind;
        _message = message;
    }

    public EffectKind Kind { get; }

    /// <summary>The message to send, or the fields that <see cref="Kind"/> names. By reference: it is read far more often than kept.</summary>
    [UnscopedRef]
    public ref readonly Message Message => ref _message;
}
