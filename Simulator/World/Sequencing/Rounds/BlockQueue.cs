namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>Blocks that transactions may still be put into, in the order of the log.</summary>
internal sealed class BlockQueue
{
    private readonly List<PlannedBlock> _blocks = [];
    private int _first;

    public int Count => _blocks.Count - _first;

    public PlannedBlock this[int index] => _blocks[_first + index];

    public void Add(PlannedBlock block) => _blocks.Add(block);

    /// <summary>Drops blocks in front that are full, or were made before now.</summary>
    public void Forget(long nowNs)
    {
        while (_first < _blocks.Count && (_blocks[_first].Room == 0 || _blocks[_first].Decided.CutNs < nowNs)) _first++;
        if (_first < 1_024 || _first < Count) return;
        _blocks.RemoveRange(0, _first);
        _first = 0;
    }
}
