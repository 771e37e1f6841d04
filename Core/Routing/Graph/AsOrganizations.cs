using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>Which organisation has which AS: ASes of one are siblings, whatever links there are between them.</summary>
public sealed class AsOrganizations
{
    private readonly Dictionary<uint, (string Name, AsOrganization Owner)> _ases = [];
    private readonly Dictionary<string, List<uint>> _members = [];

    /// <param name="ases">Each AS with its name and owner; of the same AS the last counts.</param>
    public AsOrganizations(IEnumerable<(uint Asn, string Name, AsOrganization Owner)> ases)
    {
        ArgumentNullException.ThrowIfNull(ases);
        foreach ((uint asn, string name, AsOrganization owner) in ases)
        {
            if (_ases.TryGetValue(asn, out (string, AsOrganization Owner) before)) _members[before.Owner.Id].Remove(asn);
            _ases[asn] = (name, owner);
            if (!_members.TryGetValue(owner.Id, out List<uint>? members)) _members[owner.Id] = members = [];
            members.Add(asn);
        }

        foreach (List<uint> members in _members.Values) members.Sort();
    }

    /// <summary>ASes.</summary>
    public int Count => _ases.Count;

    /// <summary>Organisations that have or had an AS.</summary>
    public int Organizations => _members.Count;

    /// <summary>Who owns an AS; null if that is not known.</summary>
    public AsOrganization? OwnerOf(uint asn) => _ases.TryGetValue(asn, out (string, AsOrganization Owner) found) ? found.Owner : null;

    /// <summary>The AS's own name; empty if it is not known.</summary>
    public string NameOf(uint asn) => _ases.TryGetValue(asn, out (string Name, AsOrganization) found) ? found.Name : "";

    /// <summary>All ASes of the owner of one, itself among them, in rising order; empty if the owner is not known.</summary>
    public IReadOnlyList<uint> SiblingsOf(uint asn) => OwnerOf(asn) is { } owner ? _members[owner.Id] : [];

    /// <summary>Whether two ASes are known to have one owner.</summary>
    public bool AreSiblings(uint a, uint b) => OwnerOf(a) is { } owner && owner.Id == OwnerOf(b)?.Id;
}
