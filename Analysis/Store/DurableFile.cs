namespace Fleek.Analysis.Store;

/// <summary>Writes whole files: a reader sees the old file or the new one, never a part of it.</summary>
internal static class DurableFile
{
    /// <summary>
    /// Writes to a temporary name in the same folder, flushes to disk and renames. On failure the temporary file is removed,
    /// an older file stays as it was, and <see cref="ResultsFolderException"/> is thrown.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = path + ".tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw ResultsFolderException.Unwritable(path, e);
        }
    }

    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        Write(path, stream => stream.Write(copy));
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The write's own failure is the one to report.
        }
    }
}
