namespace Fleek.Scenarios.Model;

/// <summary>Files of a real Internet, as full paths.</summary>
/// <param name="Links">Relationships between systems.</param>
/// <param name="Places">Where systems are.</param>
/// <param name="Exchanges">Members of exchanges, or null.</param>
/// <param name="Organisations">Who runs which systems, or null.</param>
public sealed record InternetFiles(string Links, string Places, string? Exchanges, string? Organisations);
