namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>
/// The levels. A link's level is the rate at which it stops its flows when all rates grow together, one bit per second at a time;
/// a flow's rate is the least level on its path. A change makes a few links dirty; a dirty link's level is found anew from its
/// neighbours', and if it differs, the neighbours that may feel it become dirty. What remains when none is dirty is the one
/// solution there is.
/// </summary>
public sealed partial class MaxMinSharing
{
    /// <summary>
    /// What the flows of an unsaturated link leave of it, less one bit per second for each, or less; not in use for another link.
    /// </summary>
    private long[] _spare = [];

    private readonly Queue<int> _toRelevel = new();
    private readonly List<int> _toSchedule = [];
    private long[] _level = [], _before = [], _scratch = new long[64];
    private bool[] _dirty = [];

    /// <summary>Levels found anew since the beginning: what a change costs, for tests and benchmarks.</summary>
    public long Evaluations { get; private set; }

    private void MarkDirty(int link)
    {
        if (_dirty[link]) return;
        _dirty[link] = true;
        _toRelevel.Enqueue(link);
    }

    /// <summary>Brings levels, owners and completions up to what has been changed at this time.</summary>
    private void Settle()
    {
        while (_toRelevel.TryDequeue(out int link))
        {
            _dirty[link] = false;
            Relevel(link);
        }

        if (_toSchedule.Count == 0) return;
        // Handing over touches further links, whose levels are as they were.
        for (int i = 0; i < _toSchedule.Count; i++)
            if (_level[_toSchedule[i]] != _before[_toSchedule[i]]) HandOver(_toSchedule[i]);

        for (int i = 0; i < _toSchedule.Count; i++)
        {
            int link = _toSchedule[i];
            bool slower = _level[link] < _before[link];
            _before[link] = _level[link];
            // A slower link's next end only moves away: what is queued is too early, and is put right if it comes to the front.
            if (slower && _touched[link] == Touched.Level) _early[link] = true;
            else Schedule(link);
            _touched[link] = Touched.No;
        }

        _toSchedule.Clear();
    }

    private void Relevel(int id)
    {
        Evaluations++;
        ref SharedLink link = ref _links[id];
        long old = _level[id], now = FindLevel(id, ref link);
        if (now == old) return;
        ReadClock(id);
        Touch(id, Touched.Level);
        _level[id] = now;
        foreach (ref readonly Member member in link.Members.AsSpan(0, link.MemberCount))
        {
            if (member.Other >= 0) Notice(member.Other, old, now);
            else if (member.Other == Member.Several) NoticeAlongPath(member.Flow, id, old, now);
        }
    }

    /// <summary>
    /// The least level L at which the flows held below L elsewhere, and L + 1 for each of the others, are more than the link
    /// carries. Flows held below a first guess are taken out of the division until none is.
    /// </summary>
    private long FindLevel(int id, ref SharedLink link)
    {
        int count = link.MemberCount;
        if (count == 0)
        {
            _spare[id] = link.BitsPerSecond;
            return Unsaturated;
        }

        Span<long> elsewhere = LevelsElsewhere(id, ref link);
        long level = link.BitsPerSecond / count;
        int growing = count;
        while (true)
        {
            long rest = link.BitsPerSecond;
            long left = count;
            foreach (long limit in elsewhere)
            {
                // All ones where the limit is below the level: a branch here would be guessed wrong half of the time.
                long below = (limit - level) >> 63;
                rest -= limit & below;
                left += below;
            }

            if (left == growing) return level;
            if (left == 0)
            {
                _spare[id] = rest - count;
                return Unsaturated;
            }

            level = rest / left;
            growing = (int)left;
        }
    }

    private Span<long> LevelsElsewhere(int id, ref SharedLink link)
    {
        int count = link.MemberCount;
        if (_scratch.Length < count) _scratch = new long[2 * count];
        Span<long> levels = _scratch.AsSpan(0, count);
        ReadOnlySpan<Member> members = link.Members.AsSpan(0, count);
        for (int i = 0; i < members.Length; i++)
        {
            int other = members[i].Other;
            levels[i] = other >= 0 ? _level[other] : other == Member.None ? Unsaturated : LevelAlongPath(members[i].Flow, id);
        }

        return levels;
    }

    /// <summary>The least level of a flow's links but one.</summary>
    private long LevelAlongPath(int slot, int but)
    {
        ref FlowState flow = ref _flows[slot];
        long least = Unsaturated;
        for (int i = 0; i < flow.PathLength; i++)
        {
            int link = flow.Path[i];
            if (link != but) least = Math.Min(least, _level[link]);
        }

        return least;
    }

    /// <summary>
    /// Notices the other links of a longer path. The least level of all of these stands for what else holds the flow; for the
    /// link whose own it is that makes no difference, since what is above its level does not concern it.
    /// </summary>
    private void NoticeAlongPath(int slot, int changed, long old, long now)
    {
        long rest = LevelAlongPath(slot, changed);
        long from = Math.Min(old, rest), to = Math.Min(now, rest);
        if (from == to) return;
        ref FlowState flow = ref _flows[slot];
        for (int i = 0; i < flow.PathLength; i++)
            if (flow.Path[i] != changed) Notice(flow.Path[i], from, to);
    }

    /// <summary>Makes a link dirty if it may feel that the level elsewhere of one of its flows has changed.</summary>
    private void Notice(int id, long old, long now)
    {
        long level = _level[id];
        if (level <= Math.Min(old, now)) return; // A level depends on what is below it alone.
        if (level == Unsaturated && old != Unsaturated && now != Unsaturated)
        {
            // As long as its flows leave one bit per second for each, the link stops none of them: no need to look closer.
            _spare[id] += old - now;
            if (_spare[id] >= 0) return;
        }

        MarkDirty(id);
    }
}
