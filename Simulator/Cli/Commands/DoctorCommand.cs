using System.CommandLine;
using System.Text.Json;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Doctoring;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>doctor</c>: whether this machine has what runs need, and what to do where it has not.</summary>
internal static class DoctorCommand
{
    public static Command Create() => CommandTree.Verb("doctor", "Look whether this machine has what is needed, and say what to mend", Run);

    private static int Run(VerbContext context)
    {
        Finding[] found =
        [
            .. MachineChecks.All(), FileChecks.Scenarios(context), .. FileChecks.Results(context.Out), FileChecks.Data(), .. ProgramChecks.All(),
        ];
        if (context.Json) PrintJson(context.Terminal, found);
        else PrintText(context.Terminal, found);
        return found.Any(f => f.State == FindingState.Fail) ? ExitCode.BadCommandLine : ExitCode.Ok;
    }

    private static void PrintText(Terminal terminal, Finding[] found)
    {
        int width = found.Max(f => f.Name.Length);
        foreach (Finding finding in found)
        {
            terminal.Answer($"{Word(finding.State),-5} {finding.Name.PadRight(width)}  {finding.Found}");
            if (finding.Mend is not null) terminal.Answer($"{"",-5} {"".PadRight(width)}  mend: {finding.Mend}");
        }
        int fail = found.Count(f => f.State == FindingState.Fail), warn = found.Count(f => f.State == FindingState.Warn);
        terminal.Answer(fail > 0 ? $"{fail} to mend before anything can run" : warn > 0 ? $"ready; {warn} worth a look" : "ready");
    }

    private static void PrintJson(Terminal terminal, Finding[] found) => terminal.Answer(JsonSerializer.Serialize(
        new { checks = found.Select(f => new { name = f.Name, state = Word(f.State), found = f.Found, mend = f.Mend }) }, JsonText.Options));

    private static string Word(FindingState state) => state == FindingState.Fail ? "FAIL" : state.ToString().ToLowerInvariant();
}
