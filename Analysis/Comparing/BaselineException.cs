namespace Fleek.Analysis.Comparing;

/// <summary>A baseline that cannot be read, written or compared with.</summary>
/// <param name="message">What is wrong, with the path.</param>
/// <param name="help">What the user can do about it.</param>
public sealed class BaselineException(string message, string help, Exception? inner = null) : Exception(message, inner)
{
    public string Help { get; } = help;
}
