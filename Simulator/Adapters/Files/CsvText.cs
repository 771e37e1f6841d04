using System.Globalization;
using CsvHelper;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Files;

/// <summary>One csv text read row by row, every defect reported with the line it stands on.</summary>
internal sealed class CsvText : IDisposable
{
    private readonly CsvReader _reader;
    private readonly string _path;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    internal CsvText(string path, byte[] text)
    {
        _path = path;
        _reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            HasHeader = false,
            FormatProvider = CultureInfo.InvariantCulture,
        });
        Guarded(() => ReadHeader());
    }

    /// <summary>1-based line of the current row.</summary>
    internal int Line { get; private set; } = 1;

    private int Width { get; set; }

    public void Dispose() => _reader.Dispose();

    /// <summary>Moves to the next row; false at the end. A row of another width than the header's is an error.</summary>
    internal bool Next()
    {
        bool more = false;
        Guarded(() => more = _reader.Read());
        if (!more) return false;
        Line = (int)_reader.LineNumber;
        if (_reader.FieldCount != Width)
            throw Error($"has {_reader.FieldCount} fields where the header has {Width}", "complete or delete this row");
        return true;
    }

    /// <summary>Index of a column that the file must have.</summary>
    internal int Column(string name) => _columns.TryGetValue(name, out int index)
        ? index
        : throw new InputFileException(
            _path, 1, $"the header has no column `{name}`", $"the header has: {string.Join(", ", _columns.Keys.Take(20))}");

    /// <summary>Index of a column that the file may have.</summary>
    internal int? ColumnIfAny(string name) => _columns.TryGetValue(name, out int index) ? index : null;

    internal string Text(int column) => _reader.GetString(column).Trim();

    /// <summary>A whole number from 0.</summary>
    internal int Id(int column, string name)
    {
        string field = Text(column);
        return int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            ? id
            : throw Error($"`{name}` is `{Shown(field)}`, not a whole number from 0", "ids are the places file's column `id`");
    }

    /// <summary>An AS number: a whole number of 32 bits.</summary>
    internal uint Asn(int column, string name)
    {
        string field = Text(column);
        return uint.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out uint asn)
            ? asn
            : throw Error($"`{name}` is `{Shown(field)}`, not an AS number", "give a whole number from 0 to 4294967295");
    }

    /// <summary>A finite number within the bounds, both included.</summary>
    internal double Number(int column, string name, double low, double high, string unit)
    {
        string field = Text(column);
        if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            throw Error($"`{name}` is `{Shown(field)}`, not a number", $"give {unit} with a decimal point, such as 12.5");
        if (!double.IsFinite(value) || value < low || value > high)
            throw Error($"`{name}` is {Shown(field)}, not within {low} and {high}", $"give {unit} within these bounds");
        return value;
    }

    internal InputFileException Error(string message, string help) => new(_path, Line, message, help);

    private static string Shown(string field)
    {
        string printable = new([.. field.Take(40).Select(c => char.IsControl(c) ? '?' : c)]);
        return field.Length > 40 ? printable + "..." : printable;
    }

    private void ReadHeader()
    {
        if (!_reader.Read()) throw new InputFileException(_path, 1, "the file is empty", "give a csv file with a header line");
        Line = (int)_reader.LineNumber;
        Width = _reader.FieldCount;
        for (int column = 0; column < Width; column++)
        {
            string name = Shown(Text(column));
            if (!_columns.TryAdd(name, column) && name.Length > 0)
                throw Error($"the header has the column `{name}` twice", "name each column once");
        }
    }

    private void Guarded(Action read)
    {
        try
        {
            read();
        }
        catch (CsvFormatException e)
        {
            throw new InputFileException(
                _path, (int)Math.Max(e.LineNumber, 1), $"is not csv: {e.Message}", "quote fields that hold commas or quotes", e);
        }
    }
}
