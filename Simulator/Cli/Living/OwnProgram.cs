using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.Live.Hosts;

namespace Fleek.Sim.Cli.Living;

/// <summary>This program: which build it is, and how it starts itself again.</summary>
internal static class OwnProgram
{
    /// <summary>The command of a process that takes a role from its standard input.</summary>
    public static IReadOnlyList<string> Role => [.. Command(), "live", "role"];

    /// <summary>As <c>version</c> prints it.</summary>
    public static BuildIdentity Build { get; } = new(EngineIdentity.Current.Version, EngineIdentity.Current.Fingerprint);

    private static string[] Command()
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
