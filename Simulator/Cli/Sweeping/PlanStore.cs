using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>
/// Opens stored results: the planner builds the plan again from the folder's plan.yaml, never from today's scenario file.
/// </summary>
internal static class PlanStore
{
    /// <exception cref="ResultsFolderException">The folder cannot be read, or is not what its manifest says.</exception>
    public static ResultsFolder Open(string path) => ResultsFolder.Open(path, Rebuild, EngineIdentity.Current);

    private static Plan Rebuild(StoredPlan stored)
    {
        PlanRequest request = new()
        {
            Scenario = stored.Scenario,
            Sweep = stored.Sweep,
            Seeds = string.Join(',', stored.Seeds),
        };
        PlanResult result = Planner.Build(new SourceText("plan.yaml", stored.Yaml), request, stored.Sha256Of);
        return result.Plan ?? throw new FormatException(result.Diagnostics.Count > 0 ? result.Diagnostics[0].Message : "no plan");
    }
}
