using System.Numerics;
using Fleek.Core.Primitives;
using Npgsql;

namespace Fleek.Sim.Live.Ledgers.Audit;

/// <summary>Reads what settlement audits have recorded of one ledger.</summary>
public sealed class AuditReader : IAsyncDisposable
{
    private const string Ask = """
        SELECT count(*), coalesce(sum(credited), 0), coalesce(sum(paid), 0),
            (SELECT coalesce(max(height), 0) FROM fleek_settlement_progress WHERE chain = $1),
            (SELECT count(*) FROM fleek_settlement_gap WHERE chain = $1)
        FROM fleek_settlement WHERE chain = $1
        """;

    private readonly NpgsqlDataSource _database;
    private readonly byte[] _chain = new byte[Hash256.Length];

    /// <param name="connection">A connection string of Npgsql. A secret.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public AuditReader(string connection, in Hash256 chain)
    {
        _database = NpgsqlDataSource.Create(connection);
        chain.CopyTo(_chain);
    }

    /// <summary>Looks whether the database answers.</summary>
    /// <exception cref="NpgsqlException">It does not.</exception>
    public async Task ProbeAsync(CancellationToken cancel)
    {
        await using NpgsqlConnection there = await _database.OpenConnectionAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>What there is at this moment; the tables must be there.</summary>
    /// <exception cref="NpgsqlException">The database does not answer, or has no such tables.</exception>
    public async Task<AuditSummary> ReadAsync(CancellationToken cancel)
    {
        await using NpgsqlCommand command = _database.CreateCommand(Ask);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = _chain });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        await reader.ReadAsync(cancel).ConfigureAwait(false);
        return new AuditSummary(reader.GetInt64(0), Sum(reader, 1), Sum(reader, 2), reader.GetInt64(3), reader.GetInt64(4));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static Int128 Sum(NpgsqlDataReader reader, int column) => (Int128)reader.GetFieldValue<BigInteger>(column);
}
