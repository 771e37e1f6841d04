using System.Diagnostics;
using Fleek.Tests;

namespace Fleek.Sim.Cli.Tests;

public sealed class WrapperTests
{
    [Fact]
    public void Without_dotnet_the_wrapper_says_what_is_needed()
    {
        DirectoryInfo tools = Directory.CreateTempSubdirectory("fleek-sim-path-");
        try
        {
            // All that the wrapper uses, but no dotnet.
            foreach (string tool in (string[])["bash", "dirname", "readlink", "find", "cksum", "sort", "cat"])
                File.CreateSymbolicLink(Path.Combine(tools.FullName, tool), Which(tool));
            (int code, _, string error) = Run(tools.FullName, "version");
            Assert.Equal(1, code);
            Assert.Contains("needs the .NET 10 SDK", error);
        }
        finally
        {
            tools.Delete(recursive: true);
        }
    }

    [Fact]
    public void With_an_older_SDK_only_the_wrapper_names_what_it_found()
    {
        DirectoryInfo tools = Directory.CreateTempSubdirectory("fleek-sim-path-");
        try
        {
            string dotnet = Path.Combine(tools.FullName, "dotnet");
            File.WriteAllText(dotnet, "#!/bin/sh\n[ \"$1\" != --list-sdks ] || echo '8.0.404 [/usr/share/dotnet/sdk]'\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
            // A copy of the wrapper in a folder of its own has never been built.
            File.Copy(Path.Combine(DataFolder.Repository, "fleek-sim"), Path.Combine(tools.FullName, "fleek-sim"));
            (int code, _, string error) = Run($"{tools.FullName}:/usr/bin:/bin", "version", Path.Combine(tools.FullName, "fleek-sim"));
            Assert.Equal(1, code);
            Assert.Contains("needs the .NET 10 SDK; found: 8.0.404", error);
        }
        finally
        {
            tools.Delete(recursive: true);
        }
    }

    private static (int Code, string Out, string Error) Run(string path, string verb, string? wrapper = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the wrapper is a shell script");
        ProcessStartInfo start = new("/bin/bash", [wrapper ?? Path.Combine(DataFolder.Repository, "fleek-sim"), verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = path;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static string Which(string tool) =>
        new[] { "/usr/bin", "/bin" }.Select(d => Path.Combine(d, tool)).First(File.Exists);
}
