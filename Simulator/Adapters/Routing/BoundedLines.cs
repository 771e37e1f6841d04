using System.Text;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// The lines of a text file, plain or packed, one by one: a line and the number of lines are bounded, so that a file without line
/// ends, or one that unpacks without end, is not held.
/// </summary>
internal sealed class BoundedLines : IDisposable
{
    private const int MaxLine = 4096;

    private const int MaxLines = 20_000_000;

    private readonly string _path;
    private readonly string _kind;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly byte[] _line = new byte[MaxLine];
    private readonly char[] _text = new char[MaxLine];
    private int _next, _filled;

    /// <param name="path">A regular file.</param>
    /// <param name="kind">What it should be, for errors: a prefix-to-AS file.</param>
    public BoundedLines(string path, string kind)
    {
        (_path, _kind) = (path, kind);
        _stream = PackedStream.Open(path, out _);
    }

    /// <summary>Number of the last line read, from 1.</summary>
    public int Number { get; private set; }

    public void Dispose() => _stream.Dispose();

    /// <summary>The next line without its end, valid until the next call; false at the end of the file.</summary>
    /// <exception cref="InputFileException">The line or the file is too long, or holds a zero byte.</exception>
    public bool TryNext(out ReadOnlySpan<char> line)
    {
        int length = 0;
        int next;
        while ((next = Byte()) is >= 0 and not '\n')
        {
            if (length == MaxLine) throw Refused($"is longer than {MaxLine} characters");
            if (next == 0) throw Refused("holds a zero byte, so it is no text");
            _line[length++] = (byte)next;
        }

        line = default;
        if (next < 0 && length == 0) return false;
        if (++Number > MaxLines) throw new InputFileException(_path, Number, $"has more than {MaxLines} lines", "cut it into several files");
        if (length > 0 && _line[length - 1] == '\r') length--;
        line = _text.AsSpan(0, Encoding.UTF8.GetChars(_line.AsSpan(0, length), _text));
        return true;
    }

    private int Byte()
    {
        if (_next < _filled) return _buffer[_next++];
        _filled = _stream.Read(_buffer);
        _next = 1;
        return _filled == 0 ? -1 : _buffer[0];
    }

    private InputFileException Refused(string what) => new(_path, Number + 1, what, $"give {_kind}");

    /// <summary>Reads a file, with every failure of reading as bad input that names the line.</summary>
    /// <param name="kind">What it should be, for errors: a prefix-to-AS file.</param>
    /// <param name="take">Gets each line and its number.</param>
    /// <exception cref="InputFileException">It cannot be read, is torn, or a line is refused.</exception>
    public static void Read(string path, string kind, LineTaker take)
    {
        int number = 0;
        try
        {
            using BoundedLines lines = new(path, kind);
            while (lines.TryNext(out ReadOnlySpan<char> line))
            {
                number = lines.Number;
                take(line, number);
            }
        }
        catch (Exception e) when (e is not InputFileException and not OutOfMemoryException)
        {
            // The decoders report damage by a dozen kinds of exception, index errors among them.
            throw new InputFileException(path, number, $"cannot be read from here on: {e.Message}", "check the path, or fetch the file again", e);
        }
    }

    /// <summary>The first characters of a field, fit to be shown.</summary>
    public static string Short(ReadOnlySpan<char> text)
    {
        string printable = new([.. text[..Math.Min(40, text.Length)].ToArray().Select(c => char.IsControl(c) ? '?' : c)]);
        return text.Length > 40 ? printable + "..." : printable;
    }

    /// <summary>Takes a line.</summary>
    public delegate void LineTaker(ReadOnlySpan<char> line, int number);
}
