using Fleek.Scenarios.Model;

namespace Fleek.Sim.Live.Runs;

/// <summary>What a live run is made of.</summary>
/// <param name="Scenario">What <paramref name="Terms"/> says as text.</param>
/// <param name="Program">The command that starts a process which takes a role from its standard input.</param>
/// <param name="Folder">Where roles keep keys, content and logs; each has a folder of its own in it.</param>
public sealed record LiveSetting(LiveTerms Terms, Scenario Scenario, IReadOnlyList<string> Program, string Folder)
{
    /// <summary>Of the ledger.</summary>
    public int Replicas { get; init; } = 3;

    /// <summary>Processes that the nodes are dealt to.</summary>
    public int NodeProcesses { get; init; } = 2;

    /// <summary>Processes that the users are dealt to.</summary>
    public int UserProcesses { get; init; } = 1;

    /// <summary>Most time for a role to be ready.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Most time for what is under way when demand ends, and again for what is to be committed then.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(60);
}
