using System.CommandLine;
using System.Text.Json;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>validate</c>: everything that is wrong with the scenario file, at once.</summary>
internal static class ValidateCommand
{
    public static Command Create() =>
        CommandTree.Verb("validate", "Check every scenario of the file, base and grid", Validate);

    private static int Validate(VerbContext context)
    {
        SourceText source = context.ReadScenarioFile();
        IReadOnlyList<Diagnostic> problems = ScenarioCatalog.Validate(source);
        if (context.Json)
        {
            context.Terminal.Answer(JsonSerializer.Serialize(
                new
                {
                    file = source.Path,
                    errors = problems.Select(p => new
                    {
                        code = p.Code, message = p.Message, file = p.File, line = p.Line, column = p.Column, length = p.Length,
                        note = p.Note, help = p.Help,
                    }),
                },
                JsonText.Options));
            return problems.Count > 0 ? ExitCode.BadScenario : ExitCode.Ok;
        }
        if (problems.Count > 0)
        {
            DiagnosticsPrinter.Print(context.Terminal, source, problems, "fix them and validate again");
            return ExitCode.BadScenario;
        }
        int scenarios = ScenarioCatalog.List(source).Item1.Count;
        context.Terminal.Answer($"{source.Path}: {scenarios} scenarios, no errors");
        return ExitCode.Ok;
    }
}
