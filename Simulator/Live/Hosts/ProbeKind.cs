namespace Fleek.Sim.Live.Hosts;

/// <summary>What a probe asks; an answer has the kind of its question.</summary>
internal enum ProbeKind : byte
{
    /// <summary>The same bytes back.</summary>
    Echo = 1,

    /// <summary><see cref="HostFacts"/>.</summary>
    Facts = 2,

    /// <summary><see cref="HostCheck"/>: <see cref="HostCheckAnswer"/>.</summary>
    Check = 3,

    /// <summary><see cref="RttOrder"/>: <see cref="RttAnswer"/>.</summary>
    Measure = 4,

    /// <summary><see cref="RoleCall"/>: <see cref="RoleCallAnswer"/>; after a good one the link carries the role's control messages.</summary>
    Role = 5,
}
