using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Store;

/// <summary>What a results folder holds of its plan: enough for the planner to build the same plan again.</summary>
/// <param name="Yaml">plan.yaml: a scenarios file with this one scenario.</param>
/// <param name="Scenario">Its name.</param>
/// <param name="Sweep">False: the base cell alone was run.</param>
/// <param name="Inputs">Files that the plan read, with the SHA-256 they had; the files themselves may be gone by now.</param>
/// <param name="Hash">What the rebuilt plan must hash to.</param>
public sealed record StoredPlan(
    string Yaml, string Scenario, bool Sweep, IReadOnlyList<ulong> Seeds, IReadOnlyList<InputFile> Inputs, string Hash)
{
    /// <summary>The stored SHA-256 of an input file; null for a file that the plan did not read. Fits the planner's
    /// parameter.</summary>
    public string? Sha256Of(string path) => Inputs.FirstOrDefault(i => i.Path == path)?.Sha256;
}

/// <summary>Builds the plan of a stored plan: the planner, seen from the store. Any exception means that it cannot be
/// built.</summary>
public delegate Plan PlanReader(StoredPlan stored);
