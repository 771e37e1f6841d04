using System.Diagnostics;

namespace Fleek.Tests.Live.Support;

/// <summary>A file system of its own with little room, gone with the test. Skips the test where it may not be made.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    public TinyDisk(int kibibytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a small file system is made with Linux's tmpfs");
        Directory.CreateDirectory(Path);
        if (Mount("-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", Path) == 0) return;
        _folder.Dispose();
        Assert.Skip("this user may not mount file systems");
    }

    public string Path => _folder["disk"];

    public void MakeReadOnly() => Assert.Equal(0, Mount("-o", "remount,ro", Path));

    public void Dispose()
    {
        Run("umount", Path);
        _folder.Dispose();
    }

    private static int Mount(params string[] arguments) => Run("mount", arguments);

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
