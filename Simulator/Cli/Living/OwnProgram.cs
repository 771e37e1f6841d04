namespace Fleek.Sim.Cli.Living;

/// <summary>How this program starts itself again.</summary>
internal static class OwnProgram
{
    /// <summary>The command and its first arguments, without those of a verb.</summary>
    public static IReadOnlyList<string> Command()
    {
        string library = Path.Combine(AppContext.BaseDirectory, "fleek-sim.dll");
        string host = Environment.ProcessPath ?? "dotnet";
        return Path.GetFileNameWithoutExtension(host) switch
        {
            "fleek-sim" => [host],
            "dotnet" => [host, library],
            _ => ["dotnet", library],
        };
    }
}
