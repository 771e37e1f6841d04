namespace Fleek.Tests.Core;

/// <summary>What happens to a world from outside.</summary>
internal enum MoveKind
{
    /// <summary>The connection of a lane breaks.</summary>
    Cut,

    /// <summary>A node's process dies; what is durable of its log is left.</summary>
    CrashNode,

    /// <summary>A device's process dies; its key is left.</summary>
    CrashClient,

    /// <summary>The ledger's next epoch begins.</summary>
    Epoch,

    /// <summary>A payer takes half of its balance away.</summary>
    Withdraw,

    /// <summary>A lane's application wants one more content.</summary>
    Want,

    /// <summary>A client asks for late keys.</summary>
    AskForKeys,

    /// <summary>A frame of the past is sent again; in a hostile network alone.</summary>
    Replay,
}

/// <summary>A move at a time.</summary>
/// <param name="At">In ticks of the world.</param>
/// <param name="Target">Taken modulo the number of what it may be.</param>
internal readonly record struct ExchangeMove(int At, MoveKind Kind, int Target, int Value)
{
    public override string ToString() => $"{Kind} {Target}/{Value} at {At}";
}
