namespace Fleek.Sim.Adapters.Latency;

/// <summary>A data file that cannot be used: bad input, not a bug. Says what is wrong, where, and how to mend it.</summary>
public sealed class InputFileException : Exception
{
    /// <param name="file">Path of the file as the user gave it.</param>
    /// <param name="line">1-based line of the decompressed text; 0 where the whole file is meant.</param>
    /// <param name="message">What is wrong, one sentence.</param>
    /// <param name="help">How to mend it, one line.</param>
    public InputFileException(string file, int line, string message, string help, Exception? inner = null)
        : base(message, inner)
    {
        File = file;
        Line = line;
        Help = help;
    }

    public string File { get; }

    public int Line { get; }

    public string Help { get; }

    /// <summary>The code under which `explain` tells of files of this kind, or null.</summary>
    public string? Code { get; init; }

    /// <summary>`file:line: what is wrong` and, on a second line, how to mend it.</summary>
    public override string ToString() =>
        $"{(Line > 0 ? $"{File}:{Line}" : File)}: {Message}{Environment.NewLine}help: {Help}";
}
