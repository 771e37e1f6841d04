using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Says on standard error how far a long dump is: a line every two seconds, where somebody looks or asked for it.</summary>
internal sealed class DumpProgress(VerbContext context, string file)
{
    private static readonly TimeSpan _step = TimeSpan.FromSeconds(2);
    private readonly bool _isShown = context.Progress is "plain" or "json" || (context.Progress == "auto" && Terminal.ErrorIsInteractive);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _last;

    /// <param name="bytes">Unpacked so far.</param>
    public void Tell(long bytes)
    {
        TimeSpan elapsed = _watch.Elapsed;
        if (!_isShown || elapsed - _last < _step) return;
        _last = elapsed;
        context.Terminal.Note(context.Progress == "json"
            ? Json(bytes, elapsed)
            : string.Create(CultureInfo.InvariantCulture, $"{file}  {bytes >> 20} MiB unpacked, {elapsed.TotalSeconds:0} s"));
    }

    /// <summary>Apart, so that what writes JSON is loaded only where it is asked for.</summary>
    private string Json(long bytes, TimeSpan elapsed) =>
        JsonSerializer.Serialize(new { file, bytes, elapsed_s = Math.Round(elapsed.TotalSeconds, 1) });
}
