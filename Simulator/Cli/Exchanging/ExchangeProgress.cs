using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Exchanging;

/// <summary>Says on standard error how far a long file is: a line every two seconds.</summary>
internal sealed class ExchangeProgress(VerbContext context, string file)
{
    private static readonly TimeSpan _step = TimeSpan.FromSeconds(2);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _last;

    /// <param name="what">What is being done, in the past tense.</param>
    public void Tell(string what, long bytes, long of)
    {
        TimeSpan elapsed = _watch.Elapsed;
        if (context.Progress == "none" || elapsed - _last < _step) return;
        _last = elapsed;
        double share = of == 0 ? 1 : (double)bytes / of;
        string line = context.Progress == "json"
            ? JsonSerializer.Serialize(new { file, phase = what, bytes, of, elapsed_s = Math.Round(elapsed.TotalSeconds, 1) })
            : string.Create(CultureInfo.InvariantCulture,
                $"{file}  {what} {bytes >> 20} of {of >> 20} MiB, {100 * share:0} %, {elapsed.TotalSeconds:0} s");
        context.Terminal.Note(line);
    }
}
