using System.Text;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Progress;

/// <summary>For people: a few lines that are drawn over themselves.</summary>
internal sealed class RedrawnView(Terminal terminal) : IProgressView
{
    private const int BarWidth = 24;
    private const string EraseBelow = "\e[J";
    private int _drawn;

    /// <summary>A line under the progress, or null.</summary>
    public string? Notice { get; set; }

    public void Show(ProgressSnapshot now)
    {
        int width = Math.Max(40, Console.WindowWidth) - 1;
        List<string> lines = [$"{now.Scenario} {now.Plan}  {Bar(now.Share)}  {ProgressText.Counts(now)}"];
        if (now.Now is not null) lines.Add($"  now  {now.Now}  {ProgressText.Speed(now)}");
        if (Notice is { } notice) lines.Add($"  {notice}");
        StringBuilder text = new(Home());
        foreach (string line in lines) text.Append(line.Length > width ? line[..width] : line).Append('\n');
        terminal.Raw(text.ToString());
        _drawn = lines.Count;
    }

    public void Close(ProgressSnapshot now)
    {
        terminal.Raw(Home());
        _drawn = 0;
        if (now.Total > 0) terminal.Note($"{ProgressText.Headline(now)}  {ProgressText.Speed(now)}");
    }

    private string Home() => _drawn > 0 ? $"\e[{_drawn}A\r{EraseBelow}" : "";

    private static string Bar(double share)
    {
        int full = (int)(share * BarWidth);
        return new string('#', full) + new string('-', BarWidth - full);
    }
}
