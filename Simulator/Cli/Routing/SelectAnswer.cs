using Fleek.Core.Primitives;
using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.Cli.Routing;

/// <summary>What a policy chose, with what is predicted of each choice.</summary>
internal sealed record SelectAnswer(SelectPolicy Policy, IReadOnlyList<(NodeChoice Choice, LatencyPrediction Prediction)> Choices)
{
    public static SelectAnswer Of(SelectQuestion question, SelectPolicy policy, int k)
    {
        LatencyPredictor predictor = question.Predictor(question.HasMeasurements && policy.Word == "bgp-aware+probes");
        return new SelectAnswer(
            policy, [.. question.Choose(policy, k).Select(choice => (choice, predictor.Predict(question.Client, choice.Node, Instant.Zero)))]);
    }
}
