using System.Collections.Generic;

namespace Fleek.Core.Routing.Selection;

/// <summary>What a selector knows of networks: from dumps of routing tables and published lists, never from the truth of a world.</summary>
/// <param name="Paths">AS paths as predicted from announcements.</param>
/// <param name="Map">Where networks can meet.</param>
/// <param name="OrganisationOf">An organisation's number for each AS of which it is known.</param>
public sealed record RoutingView(IAsPaths Paths, InterconnectionMap Map, IReadOnlyDictionary<uint, int> OrganisationOf);
