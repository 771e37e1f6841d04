using Fleek.Core.Primitives;
using Npgsql;
using NpgsqlTypes;

namespace Fleek.Sim.Live.Ledgers.Audit;

/// <summary>
/// The tables of a <see cref="SettlementAudit"/>: rows by ledger, height and place in it; how far each writer is; and heights that a writer
/// did not see. Amounts are whole base units, keys and hashes 32 bytes.
/// </summary>
internal sealed class AuditTables(NpgsqlDataSource database, AuditOptions options)
{
    /// <summary>Serialises writers that make the tables at once.</summary>
    private const long MakingLock = 0x666c65656b;

    private const string Make = """
        CREATE TABLE IF NOT EXISTS fleek_settlement (
            chain bytea NOT NULL, height bigint NOT NULL, place int NOT NULL,
            payer bytea NOT NULL, node bytea NOT NULL, grant_id bytea NOT NULL, lane int NOT NULL, epoch bigint NOT NULL,
            units bigint NOT NULL, unit_price bigint NOT NULL, claimed bigint NOT NULL, credited bigint NOT NULL, paid bigint NOT NULL,
            PRIMARY KEY (chain, height, place));
        CREATE TABLE IF NOT EXISTS fleek_settlement_progress (
            chain bytea NOT NULL, writer text NOT NULL, height bigint NOT NULL, PRIMARY KEY (chain, writer));
        CREATE TABLE IF NOT EXISTS fleek_settlement_gap (
            chain bytea NOT NULL, writer text NOT NULL, first_height bigint NOT NULL, last_height bigint NOT NULL,
            PRIMARY KEY (chain, writer, first_height));
        """;

    private const string Insert = """
        INSERT INTO fleek_settlement
        SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT DO NOTHING
        """;

    private const string Progress = """
        INSERT INTO fleek_settlement_progress VALUES ($1, $2, $3)
        ON CONFLICT (chain, writer) DO UPDATE SET height = greatest(fleek_settlement_progress.height, excluded.height)
        """;

    private const string Gap = "INSERT INTO fleek_settlement_gap VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

    private readonly byte[] _chain = Bytes(options.Chain);

    /// <summary>Makes the tables where they are not there; returns how far this writer is.</summary>
    public async Task<long> OpenAsync(CancellationToken cancel)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancel).ConfigureAwait(false);
        await using (NpgsqlTransaction making = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false))
        {
            await using NpgsqlCommand alone = new("SELECT pg_advisory_xact_lock($1)", connection) { Parameters = { Of(MakingLock) } };
            await alone.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
            await using NpgsqlCommand make = new(Make, connection);
            await make.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
            await making.CommitAsync(cancel).ConfigureAwait(false);
        }

        await using NpgsqlCommand ask = new("SELECT height FROM fleek_settlement_progress WHERE chain = $1 AND writer = $2", connection)
        {
            Parameters = { Of(_chain), Of(options.Writer) },
        };
        return await ask.ExecuteScalarAsync(cancel).ConfigureAwait(false) is long height ? height : 0;
    }

    /// <summary>Records heights, what is missing before or between them, and how far this writer is, all or nothing.</summary>
    public async Task WriteAsync(IReadOnlyList<SettledHeight> heights, long recorded, CancellationToken cancel)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancel).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await using NpgsqlBatch batch = new(connection, transaction);
        long upTo = recorded;
        foreach (SettledHeight height in heights)
        {
            if (height.Height > upTo + 1) batch.BatchCommands.Add(Command(Gap, Of(options.Writer), Of(upTo + 1), Of(height.Height - 1)));
            upTo = Math.Max(upTo, height.Height);
        }

        if (heights.Any(h => h.Claims.Length > 0)) batch.BatchCommands.Add(Rows(heights));
        batch.BatchCommands.Add(Command(Progress, Of(options.Writer), Of(upTo)));
        await batch.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    private NpgsqlBatchCommand Rows(IReadOnlyList<SettledHeight> heights)
    {
        var rows = heights.SelectMany(h => h.Claims.Select((claim, place) => (h.Height, Place: place, Claim: claim))).ToArray();
        return Command(
            Insert,
            Of(rows.Select(r => r.Height)), Of(rows.Select(r => r.Place)), Of(rows.Select(r => Bytes(r.Claim.Payer.Bytes))),
            Of(rows.Select(r => Bytes(r.Claim.Lane.Node.Bytes))), Of(rows.Select(r => Bytes(r.Claim.Lane.GrantId))),
            Of(rows.Select(r => r.Claim.Lane.Lane)), Of(rows.Select(r => r.Claim.Lane.Epoch)), Of(rows.Select(r => r.Claim.Units)),
            Of(rows.Select(r => r.Claim.UnitPrice.Units)), Of(rows.Select(r => r.Claim.New.Units)),
            Of(rows.Select(r => r.Claim.Credited.Units)), Of(rows.Select(r => r.Claim.Paid.Units)));
    }

    private NpgsqlBatchCommand Command(string text, params NpgsqlParameter[] parameters)
    {
        NpgsqlBatchCommand command = new(text) { Parameters = { Of(_chain) } };
        foreach (NpgsqlParameter parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Of(IEnumerable<long> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static NpgsqlParameter Of(IEnumerable<int> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer };

    private static NpgsqlParameter Of(IEnumerable<byte[]> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    private static byte[] Bytes(in Hash256 hash)
    {
        byte[] bytes = new byte[Hash256.Length];
        hash.CopyTo(bytes);
        return bytes;
    }
}
