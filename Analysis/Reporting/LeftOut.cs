namespace Fleek.Analysis.Reporting;

/// <summary>What the model leaves out: whoever quotes a number should have read it.</summary>
internal static class LeftOut
{
    public static IReadOnlyList<string> Points { get; } =
    [
        "Lanes share no bandwidth: every (user, node) lane has its own rate, and a busy node slows nobody.",
        "No message is lost, duplicated or reordered within a lane, and no node or user fails or restarts.",
        "Delay between two places is one number per pair (measured, or from a fitted model), without jitter or load.",
        "Cryptography is modelled by its message sizes; signatures and hashes are not computed and cost no time.",
        "One lane per user and serving node, one account per user, and the same nodes until the account is frozen.",
        "Places of nodes and users are drawn once from the world's large metro areas or the measured cities; nobody moves.",
        "The ledger shows every transaction after the stated visibility lag, whatever the load; no fees, no capacity limit.",
        "Users are honest: they pay for every chunk they receive and use no nodes beyond those stated.",
        "Nobody deposits or withdraws during a run.",
        "Chunks all have one size and one price.",
    ];
}
