using Fleek.Sim.Live.Native;
using Microsoft.Win32.SafeHandles;

namespace Fleek.Sim.Live.Storage.Disks;

/// <summary>The file system of this machine.</summary>
internal sealed class RealDisk : IDisk
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static RealDisk Instance { get; } = new();

    public void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("a live node keeps its files on Unix");
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    public string[] Files(string folder) => Directory.GetFiles(folder);

    public IDiskFile Create(string path)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("a live node keeps its files on Unix");

        // File.OpenHandle takes no mode: the file is made by a stream and then opened.
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, UnixCreateMode = OwnerOnly, BufferSize = 0,
        };
        new FileStream(path, options).Dispose();
        return Open(path);
    }

    public IDiskFile Open(string path) => new RealFile(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read));

    public void Rename(string path, string newPath) => File.Move(path, newPath, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public void FlushFolder(string folder) => UnixCalls.FlushFolder(folder);

    private sealed class RealFile(SafeFileHandle handle) : IDiskFile
    {
        public long Length
        {
            get => RandomAccess.GetLength(handle);
            set => RandomAccess.SetLength(handle, value);
        }

        public void Read(Span<byte> bytes, long offset)
        {
            for (int done = 0; done < bytes.Length;)
            {
                int read = RandomAccess.Read(handle, bytes[done..], offset + done);
                if (read == 0) throw new EndOfStreamException("the file became shorter while it was read");
                done += read;
            }
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(handle, bytes, offset);

        public void Flush() => RandomAccess.FlushToDisk(handle);

        public void Dispose() => handle.Dispose();
    }
}
