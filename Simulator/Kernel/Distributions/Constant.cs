namespace Fleek.Sim.Kernel;

/// <summary>Always the same value.</summary>
public class Constant<T>(T value) : Distribution<T>
{
    /// <inheritdoc/>
    public override T Sample(IRandom random) => value;
}
