using System.Collections.Generic;

namespace Fleek.Core.Routing.Selection;

/// <summary>No AS path is known of any: there are no relationships and no dump.</summary>
public sealed class NoPaths : IAsPaths
{
    /// <inheritdoc/>
    public bool TryFind(uint from, uint to, List<uint> path)
    {
        path.Clear();
        return false;
    }
}
