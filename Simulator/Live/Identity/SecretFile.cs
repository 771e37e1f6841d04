using System.Security.Cryptography;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Native;
using Microsoft.Win32.SafeHandles;

namespace Fleek.Sim.Live.Identity;

/// <summary>
/// 32 secret bytes in a file that only its owner may read. It is made on first use, wholly or not at all: 8 bytes "FXKEY", zero, version
/// and kind; the secret; BLAKE3 of all before.
/// </summary>
public static class SecretFile
{
    /// <summary>Of the secret, in bytes.</summary>
    public const int SecretBytes = 32;

    /// <summary>Of the file, in bytes.</summary>
    public const int FileBytes = HeadBytes + SecretBytes + Hash256.Length;

    private const int HeadBytes = 8;
    private const byte Version = 1;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static ReadOnlySpan<byte> Magic => "FXKEY\0"u8;

    /// <summary>Reads the secret, or draws one from the operating system and keeps it where there is no file.</summary>
    /// <param name="secret">Takes <see cref="SecretBytes"/>; the caller wipes them after use.</param>
    /// <exception cref="KeyFileException">The file is not to be trusted, or cannot be read or made.</exception>
    public static void OpenOrCreate(string path, SecretKind kind, Span<byte> secret)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("key files need the modes of Unix files");
        path = Path.GetFullPath(path);
        if (!IsThere(path)) Create(path, kind);
        Read(path, kind, secret[..SecretBytes]);
    }

    private static bool IsThere(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static void Create(string path, SecretKind kind)
    {
        if (OperatingSystem.IsWindows()) return;
        string folder = Path.GetDirectoryName(path)!;
        string part = $"{path}.{Guid.NewGuid():N}.part";
        byte[] bytes = new byte[FileBytes];
        try
        {
            Directory.CreateDirectory(folder, OwnersFolder);
            RandomNumberGenerator.Fill(bytes.AsSpan(HeadBytes, SecretBytes));
            Complete(bytes, kind);
            FileStreamOptions options = new()
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly, BufferSize = 0,
            };
            using (FileStream file = new(part, options))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            // By a link, which fails where another process was first: then its key is the one that is read.
            File.Move(part, path, overwrite: false);
            UnixCalls.FlushFolder(folder);
        }
        catch (IOException) when (IsThere(path))
        {
            File.Delete(part);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(
                KeyFileProblem.CannotCreate, path, $"cannot be made ({problem.Message})", "make its folder writable, or name another place",
                problem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static void Read(string path, SecretKind kind, Span<byte> secret)
    {
        // Before it is opened: opening a pipe would wait for a writer.
        if (!UnixCalls.IsRegularFile(path)) throw NotRegular(path);
        CheckFolder(path);
        byte[] bytes = new byte[FileBytes];
        try
        {
            using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            CheckMode(path, handle);
            long length = RandomAccess.GetLength(handle);
            if (length != FileBytes || ReadFully(handle, bytes) != FileBytes)
            {
                throw new KeyFileException(
                    KeyFileProblem.WrongLength, path, $"has {length} bytes, not {FileBytes}", "put back a copy of it, or another key");
            }

            Check(path, kind, bytes);
            bytes.AsSpan(HeadBytes, SecretBytes).CopyTo(secret);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(
                KeyFileProblem.Unreadable, path, $"cannot be read ({problem.Message})", "give it to the user who runs this program", problem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static int ReadFully(SafeFileHandle handle, Span<byte> bytes)
    {
        int done = 0;
        while (done < bytes.Length && RandomAccess.Read(handle, bytes[done..], done) is > 0 and int read) done += read;
        return done;
    }

    private static void CheckMode(string path, SafeFileHandle handle)
    {
        if (OperatingSystem.IsWindows()) return;
        UnixFileMode mode = File.GetUnixFileMode(handle);
        if ((mode & ~OwnersFolder) == UnixFileMode.None) return;
        throw new KeyFileException(
            KeyFileProblem.OpenToOthers, path, $"may be used by others than its owner (mode {Octal(mode)})",
            "take it as known to them, and make another key; or 'chmod 600' it if you know that nobody looked");
    }

    private static void CheckFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        UnixFileMode mode = File.GetUnixFileMode(Path.GetDirectoryName(path)!);
        if ((mode & OthersWrite) == UnixFileMode.None || mode.HasFlag(UnixFileMode.StickyBit)) return;
        throw new KeyFileException(
            KeyFileProblem.FolderOpenToOthers, path, $"lies in a folder that others may write to (mode {Octal(mode)})",
            "'chmod 700' the folder: whoever writes there could put another key in its place");
    }

    private static void Check(string path, SecretKind kind, ReadOnlySpan<byte> bytes)
    {
        if (!bytes[..Magic.Length].SequenceEqual(Magic) || bytes[Magic.Length] != Version || bytes[Magic.Length + 1] != (byte)kind)
        {
            throw new KeyFileException(
                KeyFileProblem.WrongKind, path, $"holds no {Name(kind)} of version {Version}", "name the file that this program made for it");
        }

        if (Blake3.Hash(bytes[..^Hash256.Length]) != Hash256.FromBytes(bytes[^Hash256.Length..]))
        {
            throw new KeyFileException(
                KeyFileProblem.WrongChecksum, path, "is damaged: its checksum is another", "put back a copy of it, or another key");
        }
    }

    private static void Complete(Span<byte> bytes, SecretKind kind)
    {
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = Version;
        bytes[Magic.Length + 1] = (byte)kind;
        Blake3.Hash(bytes[..^Hash256.Length]).CopyTo(bytes[^Hash256.Length..]);
    }

    private static string Name(SecretKind kind) => kind == SecretKind.SigningKey ? "signing key" : "secret of chunk keys";

    private static string Octal(UnixFileMode mode) => "0" + Convert.ToString((int)mode, 8);

    private static KeyFileException NotRegular(string path) => new(
        KeyFileProblem.NotARegularFile, path, "is a link, a pipe, a device or a folder", "name a regular file, or a place where none is yet");
}
