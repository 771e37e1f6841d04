namespace Fleek.Sim.Adapters.Latency;

/// <summary>Measured round-trip times between places. Places are in ascending order of their ids in the file.</summary>
public sealed class RttTable
{
    private readonly int[] _rowOf;
    private readonly RttSample[] _rows;

    /// <param name="places">The places; pairs refer to them by index.</param>
    /// <param name="rows">The samples, each ordered pair at most once.</param>
    /// <exception cref="ArgumentException">An index is out of range or a pair is given twice.</exception>
    public RttTable(IReadOnlyList<RttPlace> places, IReadOnlyList<(int From, int To, RttSample Sample)> rows)
    {
        Places = places;
        _rows = new RttSample[rows.Count];
        _rowOf = new int[places.Count * places.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            (int from, int to, RttSample sample) = rows[row];
            if ((uint)from >= (uint)places.Count || (uint)to >= (uint)places.Count)
                throw new ArgumentException($"pair ({from}, {to}) names a place that is not there", nameof(rows));
            ref int slot = ref _rowOf[(from * places.Count) + to];
            if (slot != 0) throw new ArgumentException($"pair ({from}, {to}) is given twice", nameof(rows));
            slot = row + 1;
            _rows[row] = sample;
        }
    }

    public IReadOnlyList<RttPlace> Places { get; }

    /// <summary>Number of ordered pairs measured.</summary>
    public int Count => _rows.Length;

    /// <summary>The sample of this direction, else that of the other one, else null: the pair was never measured.</summary>
    public RttSample? this[int from, int to]
    {
        get
        {
            int row = _rowOf[(from * Places.Count) + to];
            if (row == 0) row = _rowOf[(to * Places.Count) + from];
            return row == 0 ? null : _rows[row - 1];
        }
    }
}
