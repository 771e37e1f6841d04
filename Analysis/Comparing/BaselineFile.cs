using System.Text;
using Fleek.Analysis.Store;

namespace Fleek.Analysis.Comparing;

/// <summary>Where baselines are kept: one file a scenario.</summary>
public static class BaselineFile
{
    /// <summary>The file itself, or the scenario's in a folder of them.</summary>
    public static string PathOf(string fileOrFolder, string scenario) =>
        fileOrFolder.EndsWith(".json", StringComparison.Ordinal) ? fileOrFolder : Path.Combine(fileOrFolder, scenario + ".json");

    /// <exception cref="BaselineException">It is not there, cannot be read, or is none.</exception>
    public static Baseline Read(string path)
    {
        try
        {
            return BaselineReader.Read(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BaselineException(
                $"there is no baseline {path}", "make one: fleek-sim baseline accept <scenario> --reason \"...\"", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BaselineException($"cannot read {path}: {e.Message}", "check the path and its permissions", e);
        }
    }

    /// <summary>Whole or not at all.</summary>
    /// <exception cref="ResultsFolderException">It cannot be written.</exception>
    public static void Write(string path, Baseline baseline)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ResultsFolderException.Unwritable(path, e);
        }

        DurableFile.Write(path, Encoding.UTF8.GetBytes(BaselineWriter.Write(baseline)));
    }
}
