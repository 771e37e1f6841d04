namespace Fleek.Analysis.Store;

/// <summary>What the cells of a column hold.</summary>
public enum ColumnKind
{
    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary><see cref="double"/>; NaN is stored as missing.</summary>
    Number,

    /// <summary><see cref="long"/>.</summary>
    Integer,

    /// <summary><see cref="ulong"/>: seeds.</summary>
    Unsigned,

    /// <summary><see cref="bool"/>.</summary>
    Flag,
}

/// <param name="Name">Stable; carries the unit.</param>
public sealed record TableColumn(string Name, ColumnKind Kind);

/// <summary>A long-form table. Rows have one cell per column, of the column's kind or null for missing.</summary>
public sealed record Table(IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Formats of an exported table.</summary>
public enum TableFormat
{
    Csv,
    Parquet,
    JsonLines,
}
