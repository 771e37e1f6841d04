using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Tests.Core;

namespace Fleek.Mutants;

/// <summary>One property over random schedules, or one attack: what a planted bug is to break.</summary>
/// <param name="Name">As it is told where it caught a bug.</param>
/// <param name="Play">Plays one schedule, drawn from the generator's stream; throws where the property fails.</param>
internal sealed record Hunt(string Name, Action<PCG> Play)
{
    public static Hunt Of(string name, Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> gen, DriverBug bug = DriverBug.None) => new(name, random =>
    {
        (ExchangeSetup setup, ExchangeMove[] moves) = gen.Generate(random, null, out _);
        new ExchangeWorld(setup, bug).Play(moves);
    });

    /// <summary>Plays a schedule with the bug switched on. Returns what failed, or nothing.</summary>
    public Exception? Try(ProtocolBug bug, uint seed)
    {
        Planted.Bug = bug;
        try
        {
            Play(new PCG(1, seed));
            return null;
        }
        catch (Exception caught)
        {
            return caught;
        }
        finally
        {
            Planted.Bug = ProtocolBug.None;
        }
    }
}
