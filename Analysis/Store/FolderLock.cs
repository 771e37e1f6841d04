namespace Fleek.Analysis.Store;

/// <summary>
/// One process at a time writes a results folder. The operating system drops the lock of a killed process, so a `.lock` file that
/// is left behind locks nothing.
/// </summary>
internal static class FolderLock
{
    public static FileStream Take(string folder)
    {
        string path = Path.Combine(folder, ".lock");
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException e)
        {
            throw ResultsFolderException.Unwritable(path, e);
        }
        catch (IOException e)
        {
            if (!File.Exists(path)) throw ResultsFolderException.Unwritable(path, e);
            throw new ResultsFolderException(
                $"{folder} is in use by another process", "wait until it has finished, or give another folder with --out", e);
        }
    }
}
