using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>
/// Infers relationships from paths, in the line of Gao (2001) and of Luckie et al. ("AS relationships, customer cones, and
/// validation", 2013). A clique of networks without providers is found at the top. A path climbs, steps sideways once at most, and
/// descends: so behind the clique, and behind any link that is known to descend, each step is from a provider to a customer, and
/// before it each is from a customer to a provider. Each path votes so for its links, until nothing new is learned. Links without a
/// vote are between peers, but for those of large networks with leaves.
/// </summary>
public sealed class RelationshipInference
{
    /// <summary>The clique is looked for among as many of the networks with the most transit neighbours.</summary>
    private const int Seeds = 25, Candidates = 60;

    /// <summary>As many rounds of votes at most: each round knows more links, and the third changes few.</summary>
    private const int MaxRounds = 8;

    private readonly PathLinks _links;
    private readonly PathSet _paths;
    private readonly int[] _transit, _degree;
    private readonly bool[] _isClique;

    /// <summary>Votes for the first end of a link as the provider, and for the second.</summary>
    private readonly int[] _first, _second;

    /// <summary>1 where a link's first end is known to be the provider, -1 where its second is, 0 where neither.</summary>
    private readonly sbyte[] _known;

    private RelationshipInference(PathSet paths)
    {
        _paths = paths;
        _links = new PathLinks(paths);
        (_transit, _degree) = TransitDegrees.Of(_links);
        _isClique = new bool[_links.Count];
        (_first, _second, _known) = (new int[_links.LinkCount], new int[_links.LinkCount], new sbyte[_links.LinkCount]);
    }

    /// <summary>Infers the relationship of every link on the paths.</summary>
    /// <param name="paths">Cleaned, the vantage point first.</param>
    public static InferredRelationships Of(PathSet paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        RelationshipInference inference = new(paths);
        return inference.Run();
    }

    private InferredRelationships Run()
    {
        List<int> clique = CliqueFinder.Find(_links, _transit, _degree, Seeds, Candidates);
        foreach (int member in clique) _isClique[member] = true;
        List<int[]> rows = Rows(out int poisoned);
        bool[] isUsed = new bool[_links.LinkCount];
        foreach (int[] row in rows)
            for (int i = 1; i < row.Length; i++) isUsed[_links.Find(row[i - 1], row[i])] = true;

        bool changed = true;
        for (int round = 0; changed && round < MaxRounds; round++)
        {
            _first.AsSpan().Clear();
            _second.AsSpan().Clear();
            foreach (int[] row in rows) Vote(row);
            changed = Decide();
        }

        Guess(rows);
        List<AsLink> found = [];
        for (int link = 0; link < _links.LinkCount; link++)
            if (isUsed[link]) found.Add(LinkOf(link));
        found.Sort((x, y) => x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        List<uint> numbers = clique.ConvertAll(_links.AsnOf);
        numbers.Sort();
        return new InferredRelationships(found, numbers, rows.Count, poisoned);
    }

    /// <summary>Paths as indexes, without those in which others stand between two of the clique.</summary>
    private List<int[]> Rows(out int poisoned)
    {
        List<int[]> rows = [];
        poisoned = 0;
        for (int p = 0; p < _paths.Count; p++)
        {
            int[] row = new int[_paths[p].Length];
            int last = -1;
            bool isPoisoned = false;
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = _links.IndexOf(_paths[p][i]);
                if (!_isClique[row[i]]) continue;
                isPoisoned |= last >= 0 && i > last + 1;
                last = i;
            }

            if (isPoisoned) poisoned++;
            else rows.Add(row);
        }

        return rows;
    }

    private void Vote(int[] row)
    {
        (int climbs, int descends) = Slopes(row);

        // Where what is known contradicts itself, somebody leaked a route: such a path says nothing.
        if (climbs > descends) return;
        for (int i = 0; i < climbs; i++) VoteFor(row[i + 1], row[i]);
        for (int i = descends; i + 1 < row.Length; i++) VoteFor(row[i], row[i + 1]);
    }

    /// <summary>
    /// What no path is sure of: the top of a path is then its AS with the most neighbours, and the sideways step is between it and the
    /// larger of those beside it (Gao 2001). Such votes count only for links that have no others. Neighbours are counted, and not
    /// those it carries packets for: of a vantage point, at which paths begin, hardly any are seen.
    /// </summary>
    private void Guess(List<int[]> rows)
    {
        _first.AsSpan().Clear();
        _second.AsSpan().Clear();
        foreach (int[] row in rows)
        {
            (int climbs, int descends) = Slopes(row);
            if (climbs >= descends) continue;
            int top = climbs;
            for (int i = climbs + 1; i <= descends; i++)
                if (_transit[row[i]] > _transit[row[top]]) top = i;
            bool isBefore = top == descends || top > climbs && _transit[row[top - 1]] > _transit[row[top + 1]];
            for (int i = Math.Max(1, climbs); i < top - (isBefore ? 1 : 0); i++) VoteFor(row[i + 1], row[i]);
            for (int i = Math.Max(1, top + (isBefore ? 0 : 1)); i < descends; i++) VoteFor(row[i], row[i + 1]);
        }

        bool[] isOpen = OpenlyPeering(rows), isToldOn = ToldOn(rows);
        sbyte[] sure = _known.AsSpan().ToArray();
        Decide();
        for (int link = 0; link < sure.Length; link++)
        {
            (int low, int high) = _links.EndsOf(link);
            if (sure[link] != 0) _known[link] = sure[link];
            else if (isOpen[_known[link] > 0 ? low : high] && !isToldOn[link]) _known[link] = 0;
        }
    }

    /// <summary>
    /// Vantage points that have more links of their own without a vote than customers: networks that peer with whom they can, whose
    /// further links are taken for peerings too.
    /// </summary>
    private bool[] OpenlyPeering(List<int[]> rows)
    {
        int[] customers = new int[_links.Count];
        for (int link = 0; link < _known.Length; link++)
        {
            (int low, int high) = _links.EndsOf(link);
            if (_known[link] != 0) customers[_known[link] > 0 ? low : high]++;
        }

        HashSet<int> counted = [];
        foreach (int[] row in rows)
        {
            if (row.Length < 2 || Direction(row[0], row[1]) != 0) continue;
            if (counted.Add(_links.Find(row[0], row[1]))) customers[row[0]]--;
        }

        return Array.ConvertAll(customers, surplus => surplus < 0);
    }

    /// <summary>
    /// Links of a network that are seen behind another, which is not known to be its customer: routes of customers are told to everybody, and
    /// those of peers to customers alone.
    /// </summary>
    private bool[] ToldOn(List<int[]> rows)
    {
        bool[] isToldOn = new bool[_links.LinkCount];
        foreach (int[] row in rows)
            for (int i = 1; i + 1 < row.Length; i++)
                if (Direction(row[i - 1], row[i]) >= 0) isToldOn[_links.Find(row[i], row[i + 1])] = true;
        return isToldOn;
    }

    /// <summary>Up to where a path must climb, and from where on it must descend, by the clique and by the links that are known.</summary>
    private (int Climbs, int Descends) Slopes(int[] row)
    {
        int climbs = 0, descends = row.Length - 1;
        for (int i = 0; i < row.Length; i++)
        {
            if (!_isClique[row[i]]) continue;

            // Above the clique is nobody: before it at most the last step is sideways, behind it at most the first. A step between two
            // of the clique is the sideways one.
            bool fromClique = i > 0 && _isClique[row[i - 1]], toClique = i + 1 < row.Length && _isClique[row[i + 1]];
            climbs = Math.Max(climbs, toClique ? i : i - 1);
            descends = Math.Min(descends, fromClique ? i : i + 1);
        }

        for (int i = 0; i + 1 < row.Length; i++)
        {
            int direction = Direction(row[i], row[i + 1]);
            if (direction > 0) descends = Math.Min(descends, i + 1);
            if (direction < 0) climbs = Math.Max(climbs, i);
        }

        return (climbs, descends);
    }

    /// <summary>1 where the step is known to go from a provider to a customer, -1 for the opposite.</summary>
    private int Direction(int from, int to)
    {
        int link = _links.Find(from, to);
        return _links.EndsOf(link).Low == from ? _known[link] : -_known[link];
    }

    private void VoteFor(int provider, int customer)
    {
        if (_isClique[customer]) return;
        int link = _links.Find(provider, customer);
        if (_links.EndsOf(link).Low == provider) _first[link]++;
        else _second[link]++;
    }

    private bool Decide()
    {
        bool changed = false;
        for (int link = 0; link < _known.Length; link++)
        {
            sbyte decided = (sbyte)Math.Sign(_first[link] - _second[link]);
            if (decided == 0 && _first[link] > 0)
            {
                (int low, int high) = _links.EndsOf(link);
                decided = (sbyte)Math.Sign(_transit[low] - _transit[high]);
            }

            if (decided == _known[link]) continue;
            _known[link] = decided;
            changed = true;
        }

        return changed;
    }

    private AsLink LinkOf(int link)
    {
        (int low, int high) = _links.EndsOf(link);
        (uint a, uint b) = (_links.AsnOf(low), _links.AsnOf(high));
        int side = _known[link];
        if (side == 0 && _isClique[low] != _isClique[high])
        {
            int leaf = _isClique[low] ? high : low;
            if (_transit[leaf] == 0) side = leaf == high ? 1 : -1;
        }

        return side switch
        {
            1 => new AsLink(a, b, AsRelationship.ProviderToCustomer),
            -1 => new AsLink(b, a, AsRelationship.ProviderToCustomer),
            _ => new AsLink(Math.Min(a, b), Math.Max(a, b), AsRelationship.PeerToPeer),
        };
    }
}
