namespace Fleek.Scenarios.Reading;

/// <summary>Every code of scenario files (FS1xxx), plans (FS2xxx), hosts files (FS50xx) and the machines of live runs (FS51xx), for <c>explain</c>.</summary>
public static partial class DiagnosticCodes
{
    /// <summary>Ascending.</summary>
    public static IReadOnlyList<DiagnosticCode> All { get; } =
        [.. FileCodes, .. PlanCodes, .. PopulationCodes, .. StudyCodes, .. DryUserCodes, .. DeliveryCodes, .. HostsCodes, .. MachineCodes];

    /// <summary>Null where there is no such code. Case does not matter.</summary>
    public static DiagnosticCode? Find(string code) =>
        All.FirstOrDefault(c => c.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
}
