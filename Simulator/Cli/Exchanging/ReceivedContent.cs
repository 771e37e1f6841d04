using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.World.Exchange;

namespace Fleek.Sim.Cli.Exchanging;

/// <summary>
/// What the client received: hashed as it comes, and written beside its place if it has one. It takes that place only when all of it
/// is there; otherwise nothing is left.
/// </summary>
internal sealed class ReceivedContent : IExchangeObserver, IDisposable
{
    private readonly Blake3Hasher _hasher = new();
    private readonly string? _path, _partial;
    private readonly FileStream? _file;
    private bool _kept;

    /// <param name="path">Where it is to be; null keeps no bytes.</param>
    /// <exception cref="CommandException">Nothing can be written there.</exception>
    public ReceivedContent(string? path)
    {
        if (path is null) return;
        _path = path;
        if (Directory.Exists(path)) throw CommandException.Usage($"cannot write --out '{path}': it is a folder");
        string partial = $"{path}.{Environment.ProcessId}.part";
        try
        {
            // Without a buffer: blocks come whole.
            _file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            _partial = partial;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unwritable(problem);
        }
    }

    public void Deliver(long number, ReadOnlySpan<byte> block)
    {
        _hasher.Update(block);
        try
        {
            _file?.Write(block);
        }
        catch (IOException problem)
        {
            throw Unwritable(problem);
        }
    }

    /// <summary>The BLAKE3 hash of all that came.</summary>
    public Hash256 Hash() => _hasher.Finish();

    /// <summary>All is there and verified: puts it in its place.</summary>
    /// <exception cref="CommandException">That cannot be done.</exception>
    public void Keep()
    {
        if (_file is null) return;
        try
        {
            _file.Dispose();
            File.Move(_partial!, _path!, overwrite: true);
            _kept = true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(problem);
        }
    }

    public void Dispose()
    {
        if (_file is null || _kept) return;
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // What could not be written is thrown away.
        }

        File.Delete(_partial!);
    }

    private CommandException Unwritable(Exception problem) => CommandException.Usage(
        $"cannot write --out '{_path}': {(problem is DirectoryNotFoundException ? "no such folder" : FileProblem.Of(problem))}");
}
