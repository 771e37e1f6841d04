namespace Fleek.Sim.Live.Hosts;

/// <summary>What a host does with a call for a role.</summary>
public interface IRoleStarter
{
    /// <summary>Why a call is refused; null if it is taken.</summary>
    string? Problem(RoleCall call);

    /// <summary>Plays it over a link until one side has ended.</summary>
    Task PlayAsync(RoleCall call, Stream link, CancellationToken stop);
}
