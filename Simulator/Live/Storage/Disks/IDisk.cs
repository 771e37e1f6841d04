namespace Fleek.Sim.Live.Storage.Disks;

/// <summary>What a log needs of a file system, so that tests can take the power away at any byte.</summary>
internal interface IDisk
{
    /// <summary>Makes a folder that only its owner may use, if there is none.</summary>
    void MakeFolder(string path);

    /// <summary>Full paths of the files in a folder.</summary>
    string[] Files(string folder);

    /// <summary>A new file that only its owner may use.</summary>
    /// <exception cref="IOException">There is one of this name, or no room.</exception>
    IDiskFile Create(string path);

    /// <summary>To be read and written.</summary>
    IDiskFile Open(string path);

    /// <summary>In place of what has the new name; lasting once the folder is flushed.</summary>
    void Rename(string path, string newPath);

    void Delete(string path);

    /// <summary>Makes names that were made, changed or removed last.</summary>
    void FlushFolder(string folder);
}
