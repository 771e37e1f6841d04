using System.Globalization;
using System.Text;
using System.Text.Json;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;
using Parquet;
using Parquet.Schema;

namespace Fleek.Analysis.Tests.Store;

public sealed class TableTests
{
    private readonly Plan _plan = Sample.Sweep(thresholds: 3, rules: 2);

    [Fact]
    public void The_runs_table_has_every_axis_measure_and_no_wall_time()
    {
        string[] lines = Csv(RunsTable.Build(_plan, Sample.AllDone(_plan))).Split('\n');
        Assert.Equal(
            "payments.freeze_threshold_chunks,payments.commit,cell,seed,engine,trace_hash,events,exchanges,negative_rate,"
            + "negative_rate_n,final_balance_chunks,final_balance_chunks_sd,final_balance_chunks_n,"
            + "commits_per_1000_chunks,ttfb_p99_ms,unpaid_time_mean_ms",
            lines[0]);
        Assert.Equal(_plan.Runs + 2, lines.Length);
        Assert.StartsWith("0,every chunk,000000000000,1,e1f2a3b4c5d6,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_and_missing_runs_have_no_row()
    {
        Dictionary<RunKey, JournalEntry> entries = new()
        {
            [new(_plan.Cells[0].Id, 1)] = Sample.Done(_plan.Cells[0], 1),
            [new(_plan.Cells[0].Id, 2)] = Sample.Failed(_plan.Cells[0], 2, "no"),
        };
        Assert.Single(RunsTable.Build(_plan, entries).Rows);
    }

    [Fact]
    public async Task Parquet_reads_back_equal_to_csv()
    {
        Table table = RunsTable.Build(_plan, Sample.AllDone(_plan));
        using MemoryStream stream = new();
        TableWriter.Write(table, TableFormat.Parquet, stream);
        stream.Position = 0;
        await using ParquetReader reader =
            await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        string[][] columns = new string[table.Columns.Count][];
        foreach ((int i, DataField field) in reader.Schema.DataFields.Index())
            columns[i] = await ReadTexts(group, field, table.Rows.Count);
        StringBuilder csv = new(string.Join(',', reader.Schema.DataFields.Select(f => f.Name)));
        for (int row = 0; row < table.Rows.Count; row++)
            csv.Append('\n').AppendJoin(',', columns.Select(c => c[row]));
        Assert.Equal(Csv(table).TrimEnd('\n'), csv.ToString());
    }

    [Fact]
    public void Json_lines_hold_the_same_cells()
    {
        Table table = RunsTable.Build(_plan, Sample.AllDone(_plan));
        using MemoryStream stream = new();
        TableWriter.Write(table, TableFormat.JsonLines, stream);
        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(table.Rows.Count, lines.Length);
        using JsonDocument second = JsonDocument.Parse(lines[1]);
        Assert.Equal(JsonValueKind.Null, second.RootElement.GetProperty("ttfb_p99_ms").ValueKind);
        Assert.Equal(table.Rows[1][8], second.RootElement.GetProperty("negative_rate").GetDouble());
    }

    [Fact]
    public void The_cells_table_gives_bounds_where_no_event_was_seen()
    {
        IReadOnlyList<CellSummary> cells = Sample.Summaries(_plan);
        string csv = Csv(CellsTable.Build(_plan, cells));
        Assert.StartsWith(
            "payments.freeze_threshold_chunks,payments.commit,cell,runs,measure,unit,n,mean,low,high,estimator,"
            + "upper_bound_only\n", csv,
            StringComparison.Ordinal);
        string bound = ProportionInterval.ZeroEventUpperBound(1000).ToString("R", CultureInfo.InvariantCulture);
        Assert.Contains(
            $"80,every chunk,000000000004,4,negative_rate,share of accounts,1000,0,0,{bound},"
            + "proportion_clopper_pearson,true\n", csv,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Text_with_commas_and_quotes_survives_csv()
    {
        Table table = new(
            [new("a,b", ColumnKind.Text), new("n", ColumnKind.Number)], [["he said \"no\", twice", 0.1], ["line\nbreak", null]]);
        Assert.Equal("\"a,b\",n\n\"he said \"\"no\"\", twice\",0.1\n\"line\nbreak\",\n", Csv(table));
    }

    private static string Csv(Table table)
    {
        using MemoryStream stream = new();
        TableWriter.Write(table, TableFormat.Csv, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<string[]> ReadTexts(ParquetRowGroupReader group, DataField field, int rows)
    {
        if (field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            string?[] texts = new string?[rows];
            await group.ReadAsync(field, texts.AsMemory());
            return [.. texts.Select(t => t ?? "")];
        }

        if (field.ClrType == typeof(double)) return await Read<double>();
        if (field.ClrType == typeof(long)) return await Read<long>();
        Assert.Equal(typeof(ulong), field.ClrType);
        return await Read<ulong>();

        async Task<string[]> Read<T>()
            where T : struct
        {
            T?[] values = new T?[rows];
            await group.ReadAsync<T>(field, values.AsMemory());
            return [.. values.Select(v => TableWriter.Text(v))];
        }
    }
}
