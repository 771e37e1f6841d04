using System.Runtime.InteropServices;

namespace Fleek.Sim.Live.Native;

/// <summary>The few calls of Linux's C library that .NET has nothing for. Each throws IOException with the errno as its HResult.</summary>
internal static class UnixCalls
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int BasicStatistics = 0x7ff;
    private const int OpenFolder = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC
    private const int ModeOffset = 28;
    private const int KindMask = 0xf000;
    private const int RegularFile = 0x8000;

    /// <summary>Whether a path names a regular file itself: no link, pipe, device or folder. False if there is nothing.</summary>
    public static bool IsRegularFile(string path)
    {
        byte[] statistics = new byte[256];
        if (Statx(CurrentFolder, path, NoFollow, BasicStatistics, statistics) != 0) return false;
        return (BitConverter.ToUInt16(statistics, ModeOffset) & KindMask) == RegularFile;
    }

    /// <summary>Makes what was created, renamed or removed in a folder durable: fsync of the folder itself.</summary>
    public static void FlushFolder(string path)
    {
        int folder = Open(path, OpenFolder);
        if (folder < 0) throw Failed("cannot open the folder", path);
        try
        {
            if (Fsync(folder) != 0) throw Failed("cannot flush the folder", path);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static IOException Failed(string what, string path)
    {
        int errno = Marshal.GetLastPInvokeError();
        return new IOException($"{what} '{path}': {Marshal.GetPInvokeErrorMessage(errno)}", errno);
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] statistics);

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
