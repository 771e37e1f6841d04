namespace Fleek.Sim.Live.Identity;

/// <summary>Why a key file is not used.</summary>
public enum KeyFileProblem
{
    None,

    /// <summary>Its mode lets others than its owner read or write it.</summary>
    OpenToOthers,

    /// <summary>Others than the owner may put files into its folder, or take them out.</summary>
    FolderOpenToOthers,

    /// <summary>A link, a pipe, a device or a folder has the name.</summary>
    NotARegularFile,

    /// <summary>It has another length than a key file.</summary>
    WrongLength,

    /// <summary>It is no key file, or holds a secret for another purpose.</summary>
    WrongKind,

    /// <summary>Its bytes are not those that were written.</summary>
    WrongChecksum,

    /// <summary>It cannot be read.</summary>
    Unreadable,

    /// <summary>There is none, and none can be made.</summary>
    CannotCreate,
}
