using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Parquet;
using Parquet.Schema;

namespace Fleek.Analysis.Store;

/// <summary>Writes a table: the same bytes for the same table, on every machine and in every culture.</summary>
public static class TableWriter
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Leaves the stream open.</summary>
    public static void Write(Table table, TableFormat format, Stream stream)
    {
        switch (format)
        {
            case TableFormat.Csv: WriteCsv(table, stream); break;
            case TableFormat.Parquet: WriteParquet(table, stream); break;
            case TableFormat.JsonLines: WriteJsonLines(table, stream); break;
            default: throw new ArgumentOutOfRangeException(nameof(format));
        }
    }

    /// <summary>A cell as CSV shows it: shortest text that reads back as the same number; missing is empty.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string s => s,
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        bool b => b ? "true" : "false",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"a table holds no {value.GetType()}", nameof(value)),
    };

    private static void WriteCsv(Table table, Stream stream)
    {
        CsvWriterOptions options = CsvWriterOptions.Default with { NewLine = "\n" };
        using CsvWriter csv = CsvWriter.Create(stream, options, leaveOpen: true);
        csv.WriteRecord([.. table.Columns.Select(c => c.Name)]);
        foreach (IReadOnlyList<object?> row in table.Rows) csv.WriteRecord([.. row.Select(Text)]);
    }

    private static void WriteJsonLines(Table table, Stream stream)
    {
        foreach (IReadOnlyList<object?> row in table.Rows)
        {
            using (Utf8JsonWriter json = new(stream, OneLine))
            {
                json.WriteStartObject();
                for (int i = 0; i < row.Count; i++) WriteJson(json, table.Columns[i].Name, row[i]);
                json.WriteEndObject();
            }

            stream.Write("\n"u8);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case string s: json.WriteString(name, s); break;
            case double d when !double.IsFinite(d): json.WriteString(name, Text(d)); break;
            case double d: json.WriteNumber(name, d); break;
            case long n: json.WriteNumber(name, n); break;
            case ulong n: json.WriteNumber(name, n); break;
            case bool b: json.WriteBoolean(name, b); break;
            default: throw new ArgumentException($"a table holds no {value.GetType()}", nameof(value));
        }
    }

    private static void WriteParquet(Table table, Stream stream)
    {
        // The format's footer needs a seekable target; tables are a few megabytes.
        using MemoryStream memory = new();
        WriteParquetAsync(table, memory).GetAwaiter().GetResult();
        memory.Position = 0;
        memory.CopyTo(stream);
    }

    private static async Task WriteParquetAsync(Table table, Stream stream)
    {
        DataField[] fields = [.. table.Columns.Select(FieldOf)];
        await using ParquetWriter writer =
            await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream).ConfigureAwait(false);
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        for (int i = 0; i < fields.Length; i++)
        {
            DataField field = fields[i];
            switch (table.Columns[i].Kind)
            {
                case ColumnKind.Text:
                    string?[] texts = [.. table.Rows.Select(r => (string?)r[i])];
                    await group.WriteAsync(field, texts!).ConfigureAwait(false);
                    break;
                case ColumnKind.Number: await WriteColumn<double>(group, field, table, i).ConfigureAwait(false); break;
                case ColumnKind.Integer: await WriteColumn<long>(group, field, table, i).ConfigureAwait(false); break;
                case ColumnKind.Unsigned: await WriteColumn<ulong>(group, field, table, i).ConfigureAwait(false); break;
                case ColumnKind.Flag: await WriteColumn<bool>(group, field, table, i).ConfigureAwait(false); break;
                default: throw new ArgumentOutOfRangeException(nameof(table));
            }
        }
    }

    private static Task WriteColumn<T>(ParquetRowGroupWriter group, DataField field, Table table, int column)
        where T : struct
    {
        T?[] values = [.. table.Rows.Select(r => (T?)r[column])];
        return group.WriteAsync<T>(field, values.AsMemory());
    }

    private static DataField FieldOf(TableColumn column) => column.Kind switch
    {
        ColumnKind.Text => new DataField<string>(column.Name),
        ColumnKind.Number => new DataField<double?>(column.Name),
        ColumnKind.Integer => new DataField<long?>(column.Name),
        ColumnKind.Unsigned => new DataField<ulong?>(column.Name),
        ColumnKind.Flag => new DataField<bool?>(column.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };
}
