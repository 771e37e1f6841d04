using Fleek.Scenarios.Model;

namespace Fleek.Sim.Live.Runs;

/// <summary>What a live run is made of.</summary>
/// <param name="Scenario">What <paramref name="Terms"/> says as text.</param>
/// <param name="Roles">All its processes: replicas of the ledger by number, nodes, users.</param>
public sealed record LiveSetting(LiveTerms Terms, Scenario Scenario, IReadOnlyList<RoleOrder> Roles)
{
    /// <summary>How often one role may be started again; users never are, since nothing keeps what they hold.</summary>
    public int Restarts { get; init; }

    /// <summary>A connection string of the database to which replicas record settlements; null records none. A secret: never logged.</summary>
    public string? Audit { get; init; }

    /// <summary>Most time for a role to be ready, at the start and when it is started again.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Most time for what is under way when demand ends, and again for what is to be committed then.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(60);
}
