using System.Text;
using Fleek.Scenarios.Planning;

namespace Fleek.Sim.Cli.CommandLine;

/// <summary>Writes commands that a user can paste into a shell.</summary>
internal static class ShellCommand
{
    private const string Program = "./fleek-sim";

    public static string Of(IEnumerable<string> args)
    {
        StringBuilder line = new(Program);
        foreach (string arg in args) line.Append(' ').Append(Quote(arg));
        return line.ToString();
    }

    /// <summary>The command that runs one run of a plan again.</summary>
    /// <param name="flags">What shaped the plan beside its axes: --file and --set, as they were given.</param>
    public static string Of(Plan plan, Cell cell, ulong seed, IEnumerable<string> flags)
    {
        List<string> args = ["run", plan.Name, .. flags];
        for (int i = 0; i < plan.Axes.Count; i++)
        {
            args.Add("--set");
            args.Add($"{plan.Axes[i].Path}={cell.Coordinates[i].SetText}");
        }
        args.Add("--seed");
        args.Add($"{seed}");
        return Of(args);
    }

    /// <summary>Quotes for a POSIX shell where needed.</summary>
    internal static string Quote(string word)
    {
        bool plain = word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+@%".Contains(c));
        return plain ? word : $"'{word.Replace("'", "'\\''")}'";
    }
}
