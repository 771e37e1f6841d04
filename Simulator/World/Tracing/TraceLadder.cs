using System.Globalization;
using Fleek.Sim.Kernel;

namespace Fleek.Sim.World.Tracing;

/// <summary>
/// Rolling hashes of a run's effects, in the order of time, after every 2^k-th; k grows with the run, so that memory stays under a megabyte. Two ladders tell
/// between which effects their runs parted.
/// </summary>
public sealed class TraceLadder
{
    private const string Header = "ladder";
    private readonly HashLadder _ladder;

    /// <param name="maxRungs">Hashes kept at most; a power of two.</param>
    public TraceLadder(int maxRungs = HashLadder.DefaultMaxRungs)
        : this(new HashLadder(maxRungs))
    {
    }

    private TraceLadder(HashLadder ladder) => _ladder = ladder;

    /// <summary>Effects so far.</summary>
    public long Effects => _ladder.Events;

    /// <summary>Effects between two rungs.</summary>
    public long Stride => _ladder.Stride;

    /// <summary>The hash after the last effect. The trace hash of a run is made account by account, and another.</summary>
    public ulong Hash => _ladder.Last;

    /// <summary>
    /// An interval, no longer than the longer stride, that holds the first effect in which two runs differ; null if they did the
    /// same. Where one run is the beginning of the other, that is the first effect that only the other has.
    /// </summary>
    public static EffectInterval? FirstDifference(TraceLadder a, TraceLadder b) =>
        HashLadder.FirstDifference(a._ladder, b._ladder) is { } found ? new EffectInterval(found.From, found.To) : null;

    /// <summary>Writes the ladder as text: one line of what it is, then a rung a line.</summary>
    public void Write(TextWriter writer)
    {
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Header} {Stride} {Effects} {Hash:x16}\n"));
        foreach (ulong rung in _ladder.Rungs) writer.Write(string.Create(CultureInfo.InvariantCulture, $"{rung:x16}\n"));
    }

    /// <summary>Reads what <see cref="Write"/> wrote, and no further.</summary>
    /// <exception cref="FormatException">The text is no ladder, or not all of one.</exception>
    public static TraceLadder Read(TextReader reader)
    {
        string[] parts = (reader.ReadLine() ?? "").Split(' ');
        if (parts.Length != 4 || parts[0] != Header || !Whole(parts[1], out long stride) || !Whole(parts[2], out long effects)
            || stride < 1 || !Hex(parts[3], out ulong hash))
        {
            throw new FormatException("a ladder begins with its stride, its effects and its hash");
        }

        List<ulong> rungs = [];
        for (long i = 0; i < effects / stride; i++)
            rungs.Add(Hex(reader.ReadLine(), out ulong rung) ? rung : throw new FormatException($"rung {i} of a ladder is missing"));
        try
        {
            return new TraceLadder(HashLadder.Restore(stride, effects, hash, rungs.ToArray()));
        }
        catch (ArgumentException problem)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    internal void Add(ulong hash) => _ladder.Add(hash);

    private static bool Whole(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool Hex(string? text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && text!.Length == 16;
}
