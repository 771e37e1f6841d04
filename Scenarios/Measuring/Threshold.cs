namespace Fleek.Scenarios.Measuring;

/// <summary>What a measure of every cell has to keep to, certainly: judged on the end of its 95 % interval that is nearer to breaking it.</summary>
/// <param name="Measure">Its name.</param>
/// <param name="Below">The measure has to stay below the limit, and is judged on its upper bound; else above, on its lower bound.</param>
/// <param name="OrEqual">The limit itself will do.</param>
/// <param name="Limit">In the measure's unit; of a share a part of 1.</param>
/// <param name="Text">As a scenario file would have it.</param>
public sealed record Threshold(string Measure, bool Below, bool OrEqual, double Limit, string Text)
{
    public bool IsMetBy(double bound) => (OrEqual && bound == Limit) || (Below ? bound < Limit : bound > Limit);
}
