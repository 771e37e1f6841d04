using System.Reflection;
using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Tests.Core;

namespace Fleek.Mutants;

/// <summary>A property of random schedules, or an attack: what a bug has to break.</summary>
/// <param name="Name">As it is told where it caught a bug.</param>
/// <param name="Schedules">How many different ones there are to play.</param>
/// <param name="Play">Plays one, drawn from a generator's stream; throws where the property fails.</param>
internal sealed record Hunt(string Name, uint Schedules, Action<PCG> Play)
{
    /// <summary>Most random schedules of one property.</summary>
    public const uint Most = 120;

    public static Hunt Of(
        string name, Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> gen, Action<(ExchangeSetup Setup, ExchangeMove[] Moves)> play) =>
        new(name, Most, random => play(gen.Generate(random, null, out _)));

    /// <summary>Schedules of honest parties, whose driver may have a bug.</summary>
    public static Hunt Of(string name, Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> gen, DriverBug bug = DriverBug.None) =>
        Of(name, gen, schedule => new ExchangeWorld(schedule.Setup, bug).Play(schedule.Moves));

    /// <summary>Every attack that is a test of its own.</summary>
    public static IEnumerable<Hunt> Attacks =>
        from method in typeof(AttackTests).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FactAttribute>() is not null
        select new Hunt($"attack '{method.Name.Replace('_', ' ')}'", 1, _ => method.CreateDelegate<Action>(new AttackTests())());

    /// <summary>Plays a schedule with a bug switched on. Returns what failed, or nothing.</summary>
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
