using System.Runtime.InteropServices;

namespace Fleek.Tests.Live.Load;

/// <summary>How many files this process may open.</summary>
internal static class Descriptors
{
    /// <summary>RLIMIT_NOFILE of Linux.</summary>
    private const int OpenFiles = 7;

    /// <summary>Raises the limit to what is wanted, if that is allowed; returns what it is then.</summary>
    public static long Raise(long wanted)
    {
        if (!OperatingSystem.IsLinux() || Get(OpenFiles, out Limit now) != 0) return 0;
        if (now.Soft >= (ulong)wanted) return (long)now.Soft;
        Limit raised = new() { Soft = (ulong)wanted, Hard = Math.Max(now.Hard, (ulong)wanted) };
        if (Set(OpenFiles, raised) != 0) _ = Set(OpenFiles, new Limit { Soft = now.Hard, Hard = now.Hard });
        return Get(OpenFiles, out now) == 0 ? (long)now.Soft : 0;
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int Get(int what, out Limit limit);

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int Set(int what, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft, Hard;
    }
}
