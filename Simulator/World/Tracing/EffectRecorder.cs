namespace Fleek.Sim.World.Tracing;

/// <summary>Keeps the effects of one interval of a run. Memory grows with the interval and not with the run.</summary>
public sealed class EffectRecorder(EffectInterval interval)
{
    private readonly List<TracedEffect> _effects = [];

    /// <summary>In order; fewer than the interval has where the run ended before.</summary>
    public IReadOnlyList<TracedEffect> Effects => _effects;

    internal void Add(in TracedEffect effect)
    {
        if (effect.Ordinal >= interval.From && effect.Ordinal < interval.To) _effects.Add(effect);
    }
}
