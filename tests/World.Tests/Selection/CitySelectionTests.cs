using System.Text;

namespace World.Tests.Selection;

/// <summary>Measured round trips between cities: no policy may do harm there. Nothing is known of networks in this set.</summary>
public sealed class CitySelectionTests(ITestOutputHelper output)
{
    private static readonly int[] _candidates = [10, 20, 50, 100];

    [Fact]
    public void Print()
    {
        foreach (double weight in (double[])[0, 0.25, 0.5, 0.75, 1])
            foreach (int k in _candidates)
            {
                CityTrial trial = CityTrial.Run(k, 15, CityTrial.IsForFitting, Fleek.Core.Routing.Selection.PredictorParameters.Default with { NodeWeight = weight });
                output.WriteLine(trial.Regrets[CityTrial.Predicted].Row($"fit {weight} {k}", trial.Regrets[CityTrial.GeoNearest]));
            }
        foreach (int k in _candidates)
        {
            CityTrial trial = CityTrial.Run(k, 40, city => !CityTrial.IsForFitting(city));
            StringBuilder text = new();
            foreach ((string name, PolicyRegrets regrets) in trial.Regrets)
                text.Append(regrets.Row($"{k} | {name}", trial.Regrets[CityTrial.GeoNearest])).Append('\n');
            output.WriteLine(text.ToString());
        }
    }
}
