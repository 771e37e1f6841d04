namespace Fleek.Sim.Cli.CommandLine;

/// <summary>What went wrong with a file, in a few words and without the path, which the caller has named.</summary>
internal static class FileProblem
{
    public static string Of(Exception problem) => problem switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "no permission, or it is a folder",
        _ => problem.Message,
    };
}
