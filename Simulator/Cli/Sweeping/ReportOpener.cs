using System.Diagnostics;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>Shows the report in the user's browser.</summary>
internal static class ReportOpener
{
    public static void Open(string path, Terminal terminal)
    {
        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(System.IO.Path.GetFullPath(path)) { UseShellExecute = true });
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or PlatformNotSupportedException)
        {
            terminal.Warning($"cannot open a browser ({problem.Message}); the report is {path}");
        }
    }
}
