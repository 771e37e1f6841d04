using System.Text;

namespace World.Tests.Selection;

/// <summary>Measured round trips between cities: no policy may do harm there. Nothing is known of networks in this set.</summary>
public sealed class CitySelectionTests(ITestOutputHelper output)
{
    private static readonly int[] _candidates = [10, 20, 50, 100];

    [Fact]
    public void Print()
    {
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
