using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Makes what a cell says of how nodes are paid and judged, and checks it.</summary>
internal static class RewardBuilder
{
    /// <summary>Most measurements of one run.</summary>
    private const double MostReports = 100_000_000;

    public static RewardSpec? Build(ResolvedSettings settings) => settings.Find(KindKeys.Kind)?.Text != RewardKeys.Block ? null : new(
        (int)settings[RewardKeys.Epochs].ToLong(), new Duration(settings[RewardKeys.Epoch].ToLong()),
        (int)settings[RewardKeys.Inflation].ToLong(), settings[RewardKeys.Year].Text == RewardKeys.OfEpochs,
        new Credits(settings[RewardKeys.Supply].ToLong()), new Credits(settings[RewardKeys.Revenue].ToLong()),
        settings[RewardKeys.Exponent].Number.ToDouble())
    {
        LockedShare = settings[RewardKeys.Locked].Number.ToDouble(),
        PoorShare = settings[RewardKeys.Poor].Number.ToDouble(),
        LiarShare = settings[RewardKeys.Liars].Number.ToDouble(),
        Peers = (int)settings[RewardKeys.Peers].ToLong(),
        LeastReporters = (int)settings[RewardKeys.Reporters].ToLong(),
    };

    /// <param name="report">Takes the key that is wrong, what is wrong and what helps.</param>
    public static void Check(Scenario scenario, Action<string, string, string> report)
    {
        if (scenario.Rewards is not { } rewards) return;
        if (rewards.Peers >= scenario.Nodes)
            report(RewardKeys.Peers, $"a node cannot measure {rewards.Peers} others of {scenario.Nodes} nodes", "use more nodes or fewer peers");
        if (rewards.PoorShare + rewards.LiarShare > 1)
            report(RewardKeys.Liars, "poor nodes and liars together are more than all", "use smaller shares");
        if ((double)scenario.Nodes * rewards.Peers * rewards.Epochs > MostReports)
            report(RewardKeys.Epochs, $"a run would have more than {MostReports:0} measurements", "use fewer epochs, nodes or peers");
    }
}
