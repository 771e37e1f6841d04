using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Tracing;

/// <summary>What a trace tells. Names are the `event` field of the JSON lines.</summary>
public enum TraceEventKind
{
    /// <summary>The account starts with Amount.</summary>
    Deposit,

    /// <summary>An entry of the log became visible to every node: it takes Amount from the account.</summary>
    Visible,

    /// <summary>Node sent chunk Number.</summary>
    Send,

    /// <summary>Node took the payment of chunk Number, worth Amount.</summary>
    Payment,

    /// <summary>Node submitted a claim of Amount, cumulative.</summary>
    Submit,

    /// <summary>Node froze the user.</summary>
    Freeze,

    /// <summary>The user was refused by Node.</summary>
    Refused,

    /// <summary>The user got the key of chunk Number.</summary>
    Key,
}

/// <summary>One line of a trace.</summary>
public readonly record struct TraceEvent(
    Instant At, TraceEventKind Kind, UserId User, NodeId? Node, long Number, Credits Amount);

/// <summary>Takes the events of one run, in order.</summary>
public interface ITraceSink
{
    void Record(in TraceEvent e);
}
