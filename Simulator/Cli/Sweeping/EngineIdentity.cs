using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using Fleek.Analysis.Store;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.World;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>Which program this is: what decides a run's numbers, and where its source came from.</summary>
internal static class EngineIdentity
{
    private static readonly TimeSpan _gitPatience = TimeSpan.FromSeconds(2);
    private static readonly Lazy<EngineInfo> _current = new(Find);

    /// <summary>
    /// Every assembly that a run passes through. Reports and the console change no number, so they are not among them.
    /// </summary>
    internal static IReadOnlyList<Assembly> Assemblies { get; } = FindAssemblies();

    public static EngineInfo Current => _current.Value;

    /// <summary>
    /// World and all of this project's that it refers to; by name, since the console itself must not know the kernel.
    /// </summary>
    private static List<Assembly> FindAssemblies()
    {
        Assembly world = typeof(CellRunner).Assembly;
        IEnumerable<Assembly> referred = world.GetReferencedAssemblies()
            .Where(n => n.Name!.StartsWith("Fleek.", StringComparison.Ordinal))
            .OrderBy(n => n.Name, StringComparer.Ordinal)
            .Select(Assembly.Load);
        return [world, .. referred];
    }

    private static EngineInfo Find()
    {
        string version = typeof(EngineIdentity).Assembly.GetName().Version?.ToString(3) ?? "0";
        string? repository = ScenarioFile.Repository();
        string? commit = repository is null ? null : Git(repository, "rev-parse", "HEAD");
        string? changes = commit is null ? null : Git(repository!, "status", "--porcelain", "--untracked-files=no");
        return new EngineInfo(Fingerprint(), version, commit, changes is null ? null : changes.Length > 0);
    }

    /// <summary>First 16 hex digits of SHA-256 over the module ids: builds are deterministic, so equal sources agree.</summary>
    private static string Fingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Assembly assembly in Assemblies) hash.AppendData(assembly.ManifestModule.ModuleVersionId.ToByteArray());
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>What git prints, or null where there is no git or no repository.</summary>
    private static string? Git(string folder, params string[] args)
    {
        ProcessStartInfo start = new("git", args)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            using Process? git = Process.Start(start);
            if (git is null) return null;
            Task<string> errors = git.StandardError.ReadToEndAsync();
            Task<string> output = git.StandardOutput.ReadToEndAsync();
            if (!git.WaitForExit(_gitPatience) || git.ExitCode != 0) return null;
            errors.Wait();
            return output.Result.Trim();
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or IOException)
        {
            return null;
        }
    }
}
