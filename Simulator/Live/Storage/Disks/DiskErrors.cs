namespace Fleek.Sim.Live.Storage.Disks;

/// <summary>Which errors of a disk may pass by themselves.</summary>
internal static class DiskErrors
{
    /// <summary>ENOSPC of Linux and macOS.</summary>
    public const int NoSpace = 28;

    private const int QuotaOnLinux = 122;

    /// <summary>There is no room, which somebody can make.</summary>
    public static bool IsFull(IOException problem) => problem.HResult is NoSpace or QuotaOnLinux;
}
