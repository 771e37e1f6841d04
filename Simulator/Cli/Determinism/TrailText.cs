using System.Globalization;
using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Determinism;

/// <summary>A trail as lines of words, for the pipe from a child process. Numbers keep every bit; the last line says that it is whole.</summary>
internal static class TrailText
{
    private const string End = "end";

    /// <param name="cellId">Of the cell that was run, so that the reader can tell that the child read the plan as it did.</param>
    public static void Write(TextWriter writer, string cellId, RunTrail trail)
    {
        Line(writer, "run", cellId, trail.Seed, trail.ServerGc ? 1 : 0, trail.Result.TraceHash, trail.Result.Events, trail.Result.Exchanges);
        Line(writer, "measures", trail.Result.Measures.Count);
        foreach ((string name, MeasureValue m) in trail.Result.Measures)
            Line(writer, name, BitConverter.DoubleToInt64Bits(m.Value), BitConverter.DoubleToInt64Bits(m.Sd), m.N);
        trail.Ladder.Write(writer);
        Line(writer, "effects", trail.Recorded.Count);
        foreach (TracedEffect e in trail.Recorded)
        {
            Message m = e.Effect.Message;
            Line(writer, e.Ordinal, e.At.Nanoseconds, (int)e.Actor, e.ActorId, (int)e.Effect.Kind, (int)m.Kind, (int)m.Reason,
                m.User.Value, m.Node.Value, m.Number, m.Amount.Units);
        }
        Line(writer, End);
    }

    /// <exception cref="FormatException">The text is no trail, not all of one, or of another cell.</exception>
    public static RunTrail Read(TextReader reader, string cellId)
    {
        string[] run = Words(reader, "run", 7);
        if (run[1] != cellId) throw new FormatException("the child process ran another cell");
        Dictionary<string, MeasureValue> measures = [];
        for (long left = Number(Words(reader, "measures", 2)[1]); left > 0; left--)
        {
            string[] m = Words(reader, null, 4);
            measures[m[0]] = new MeasureValue(
                BitConverter.Int64BitsToDouble(Number(m[1])), BitConverter.Int64BitsToDouble(Number(m[2])), Number(m[3]));
        }
        TraceLadder ladder = TraceLadder.Read(reader);
        List<TracedEffect> effects = [];
        for (long left = Number(Words(reader, "effects", 2)[1]); left > 0; left--) effects.Add(Effect(Words(reader, null, 11)));
        Words(reader, End, 1);
        RunResult result = new(measures, Unsigned(run[4]), Number(run[5]), Number(run[6]));
        return new RunTrail(Unsigned(run[2]), result, ladder, effects, run[3] == "1");
    }

    private static TracedEffect Effect(string[] words)
    {
        long[] n = Array.ConvertAll(words, Number);
        Message message = new(
            (MessageKind)n[5], (RefuseReason)n[6], new UserId((int)n[7]), new NodeId((int)n[8]), n[9], new Credits(n[10]));
        return new TracedEffect(n[0], new Instant(n[1]), (ActorKind)n[2], (int)n[3], new Effect((EffectKind)n[4], message));
    }

    private static string[] Words(TextReader reader, string? first, int count)
    {
        string[] words = (reader.ReadLine() ?? "").Split(' ');
        if (words.Length != count || (first is not null && words[0] != first))
            throw new FormatException($"the child process gave no answer, or half of one ({first ?? "a line"} is missing)");
        return words;
    }

    private static void Line(TextWriter writer, params object[] words) =>
        writer.Write(string.Join(' ', words.Select(w => Convert.ToString(w, CultureInfo.InvariantCulture))) + "\n");

    private static long Number(string word) => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long n)
        ? n
        : throw new FormatException($"'{word}' is not a whole number");

    private static ulong Unsigned(string word) => ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong n)
        ? n
        : throw new FormatException($"'{word}' is not a whole number");
}
