using System.ComponentModel;
using System.Diagnostics;

namespace Fleek.Tests;

/// <summary>
/// Programs from outside that a test compares with. On a user's machine a test without its program skips and says what to install;
/// where FLEEK_SIM_CI is 1 everything that can be installed is, so that there a missing program fails: a comparison that never ran
/// must not look like one that passed.
/// </summary>
internal static class Installable
{
    /// <summary>Set by .ci/run, after .ci/install.</summary>
    private const string InCi = "FLEEK_SIM_CI";

    /// <summary>The path of a program.</summary>
    /// <param name="program">As it is called, such as <c>b3sum</c>.</param>
    /// <param name="package">The Debian package that has it.</param>
    public static string Program(string program, string package)
    {
        string? path = FindProgram(program);
        Demand(path is not null, $"no program '{program}' here", package);
        return path!;
    }

    /// <summary>Compiler flags of a library, as pkg-config prints them.</summary>
    /// <param name="library">Its pkg-config name, such as <c>ns3-core</c>.</param>
    public static string Library(string library, string package)
    {
        string tool = Program("pkg-config", "pkg-config");
        (int code, string flags) = Run(tool, "--cflags", "--libs", library);
        Demand(code == 0, $"no library '{library}' here", package);
        return flags.Trim();
    }

    /// <summary>Skips, or fails where everything installable is installed.</summary>
    /// <param name="present">Whether what the test needs is there.</param>
    /// <param name="reason">What is missing.</param>
    public static void Demand(bool present, string reason, string package) =>
        Demand(present, reason, package, Environment.GetEnvironmentVariable(InCi) == "1");

    internal static void Demand(bool present, string reason, string package, bool inCi)
    {
        if (present) return;
        string message = $"{reason}: install the Debian package '{package}'";
        if (inCi) Assert.Fail($"{message}; {InCi}=1 says that it is installed (.ci/install)");
        Assert.Skip(message);
    }

    internal static string? FindProgram(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append("/usr/sbin") // where daemons are, which is not in everybody's path
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static (int Code, string Out) Run(string program, params string[] args)
    {
        ProcessStartInfo start = new(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            errors.Wait();
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            return (-1, "");
        }
    }
}
