namespace Fleek.Sim.Live.Storage.Disks;

/// <summary>A folder belongs to one process; the claim ends with the process, however it ends.</summary>
internal static class FolderClaim
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    /// <summary>Null if another process has it.</summary>
    public static IDisposable? Take(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "claim"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (problem.HResult is WouldBlockOnLinux or WouldBlockOnMac)
        {
            return null;
        }
    }
}
