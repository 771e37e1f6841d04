namespace Fleek.Analysis.Store;

/// <summary>A results folder cannot be used: it is torn, belongs to another plan, is in use, or cannot be written.</summary>
/// <param name="message">What is wrong, with the path.</param>
/// <param name="help">What the user can do about it.</param>
public sealed class ResultsFolderException(string message, string help, Exception? inner = null) : Exception(message, inner)
{
    public string Help { get; } = help;

    internal static ResultsFolderException Unwritable(string path, Exception inner) => new(
        $"cannot write {path}: {inner.Message}",
        "check that the disk has space and the folder is writable, or choose another with --out; what the journal has is kept",
        inner);

    internal static ResultsFolderException Unreadable(string path, Exception inner) => new(
        $"cannot read {path}: {inner.Message}", "check the path and its permissions", inner);
}
