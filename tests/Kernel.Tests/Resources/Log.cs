using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

/// <summary>Writes down what happens in a model and when, in default steps.</summary>
internal sealed class Log(Simulation env)
{
    private readonly List<string> _lines = [];

    public void Write(string what) => _lines.Add($"{env.NowD} {what}");

    public string All => string.Join(", ", _lines);

    /// <summary>Does something after a delay.</summary>
    public void At(double time, Action act) => env.Process(Later(time, act));

    private IEnumerable<Event> Later(double time, Action act)
    {
        yield return env.TimeoutD(time);
        act();
    }
}
