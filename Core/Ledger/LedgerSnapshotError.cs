namespace Fleek.Core.Ledger;

/// <summary>Why bytes are no snapshot of a ledger.</summary>
public enum LedgerSnapshotError : byte
{
    None = 0,

    /// <summary>They do not begin as one.</summary>
    NotASnapshot,

    /// <summary>Of another ledger.</summary>
    WrongChain,

    /// <summary>Of a ledger with other constants.</summary>
    WrongSettings,

    /// <summary>They end too early.</summary>
    Truncated,

    /// <summary>They go on after the end.</summary>
    TrailingBytes,

    /// <summary>A field has no such value, a table is not in order, or an id does not name what stands beside it.</summary>
    FieldOutOfRange,

    /// <summary>The tables are not those of the state hash that closes it.</summary>
    WrongHash,

    /// <summary>The tables are not in balance.</summary>
    NotConserved,
}
