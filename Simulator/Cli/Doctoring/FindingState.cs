namespace Fleek.Sim.Cli.Doctoring;

/// <summary>What a look at the environment comes to.</summary>
internal enum FindingState
{
    Ok,

    /// <summary>Something that some tests or verbs would use is not there.</summary>
    Note,

    /// <summary>It works, and slower or less well than it might.</summary>
    Warn,

    /// <summary>Runs would fail.</summary>
    Fail,
}
