using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Fleek.Core.Routing.Lookup;

/// <summary>
/// Which of many prefixes of one family is the longest that holds an address: a table for the first bits, then a tree of six bits
/// a node, whose children and values are found by counting bits (Asai and Ohara, "Poptrie", SIGCOMM 2015). It is built once; a
/// full table of IPv4 then fits the processor's caches in good part, and a lookup of IPv4 is at most four reads.
/// </summary>
public sealed class PrefixTable
{
    /// <summary>What a lookup gives where no prefix holds the address.</summary>
    public const int None = -1;

    private const int Stride = 6, Slots = 1 << Stride;

    /// <summary>A slot of the first table whose upper bit is set is a value, else a node.</summary>
    private const uint IsValue = 0x80000000;

    private readonly int _firstBits;
    private readonly uint[] _first;
    private readonly Node[] _nodes;
    private readonly uint[] _values;

    private PrefixTable(IpFamily family, int firstBits, uint[] first, Node[] nodes, uint[] values, int count) =>
        (Family, _firstBits, _first, _nodes, _values, Count) = (family, firstBits, first, nodes, values, count);

    public IpFamily Family { get; }

    /// <summary>Prefixes in the table.</summary>
    public int Count { get; }

    /// <summary>Memory of the table.</summary>
    public long Bytes => _first.Length * 4L + _nodes.Length * 24L + _values.Length * 4L;

    /// <summary>Makes the table.</summary>
    /// <param name="family">Of which prefixes are taken; others are passed over.</param>
    /// <param name="prefixes">In any order, each with a value from 0; of equal prefixes the last counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is negative, or the largest integer.</exception>
    public static PrefixTable Build(IpFamily family, IEnumerable<(IpPrefix Prefix, int Value)> prefixes)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        SortedList sorted = SortedList.Of(family, prefixes);
        Builder builder = new(sorted.Prefixes, sorted.Values, IpAddress.WidthOf(family));
        return builder.Build(family);
    }

    /// <summary>The value of the longest prefix that holds the address, or <see cref="None"/>.</summary>
    public int Find(IpAddress address) =>
        address.Family != Family ? None : Family == IpFamily.IPv4 ? Find(address.V4Bits) : FindWide(address.Bits);

    /// <summary>The same in a table of IPv4.</summary>
    /// <param name="address">The 32 bits of the address.</param>
    public int Find(uint address)
    {
        uint slot = _first[address >> 32 - _firstBits];
        ulong rest = (ulong)address << 32 + _firstBits;
        while ((slot & IsValue) == 0)
        {
            ref readonly Node node = ref _nodes[slot];
            int chunk = (int)(rest >> 64 - Stride);
            if ((node.Children >> chunk & 1) == 0) return unchecked((int)(_values[node.ValueOf(chunk)] - 1));
            slot = node.ChildOf(chunk);
            rest <<= Stride;
        }

        return unchecked((int)((slot & ~IsValue) - 1));
    }

    private int FindWide(UInt128 address)
    {
        uint slot = _first[(int)(ulong)(address >> 128 - _firstBits)];
        UInt128 rest = address << _firstBits;
        while ((slot & IsValue) == 0)
        {
            ref readonly Node node = ref _nodes[slot];
            int chunk = (int)(ulong)(rest >> 128 - Stride);
            if ((node.Children >> chunk & 1) == 0) return unchecked((int)(_values[node.ValueOf(chunk)] - 1));
            slot = node.ChildOf(chunk);
            rest <<= Stride;
        }

        return unchecked((int)((slot & ~IsValue) - 1));
    }

    /// <summary>
    /// 64 slots. A bit of <see cref="Children"/> is set where a slot has a node of its own; elsewhere a run of slots with one value
    /// keeps it once, and a bit of <see cref="Runs"/> is set where a run begins.
    /// </summary>
    private readonly record struct Node(ulong Children, ulong Runs, uint FirstChild, uint FirstValue)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint ChildOf(int slot) => unchecked(FirstChild + (uint)BitOperations.PopCount(Children & UpTo(slot)) - 1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint ValueOf(int slot) => unchecked(FirstValue + (uint)BitOperations.PopCount(Runs & UpTo(slot)) - 1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong UpTo(int slot) => unchecked((2UL << slot) - 1);
    }

    /// <summary>Prefixes of a family in order, a block before its parts; of equal ones the last given.</summary>
    private sealed record SortedList(IpPrefix[] Prefixes, int[] Values)
    {
        public static SortedList Of(IpFamily family, IEnumerable<(IpPrefix Prefix, int Value)> given)
        {
            List<IpPrefix> prefixes = [];
            List<(int Value, int Place)> values = [];
            foreach ((IpPrefix prefix, int value) in given)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(value);
                ArgumentOutOfRangeException.ThrowIfEqual(value, int.MaxValue);
                if (prefix.Family != family) continue;
                values.Add((value, prefixes.Count));
                prefixes.Add(prefix);
            }

            IpPrefix[] keys = [.. prefixes];
            (int Value, int Place)[] sorted = [.. values];
            Array.Sort(keys, sorted);
            int kept = 0;
            for (int i = 0; i < keys.Length; i++)
            {
                bool same = kept > 0 && keys[kept - 1] == keys[i];
                if (same && sorted[kept - 1].Place > sorted[i].Place) continue;
                if (!same) kept++;
                (keys[kept - 1], sorted[kept - 1]) = (keys[i], sorted[i]);
            }

            return new SortedList(keys[..kept], Array.ConvertAll(sorted[..kept], pair => pair.Value));
        }
    }

    /// <summary>Values are stored one higher, so that zero is none.</summary>
    private sealed class Builder(IpPrefix[] prefixes, int[] values, int width)
    {
        private const int NarrowFirstBits = 18, WideFirstBits = 16;

        private readonly List<Node> _nodes = [];
        private readonly List<uint> _leaves = [];

        public PrefixTable Build(IpFamily family)
        {
            int bits = family == IpFamily.IPv4 ? NarrowFirstBits : WideFirstBits;
            uint[] first = new uint[1 << bits];
            int at = 0;
            Fill(first, ref at, prefixes.Length, 0, bits, 0, out List<(int Slot, int From, int To, uint Outer)> deeper);
            for (int slot = 0; slot < first.Length; slot++) first[slot] |= IsValue;
            foreach ((int slot, int from, int to, uint outer) in deeper)
            {
                first[slot] = (uint)_nodes.Count;
                _nodes.Add(default);
                MakeNode((int)first[slot], from, to, bits, outer);
            }

            return new PrefixTable(family, bits, first, [.. _nodes], [.. _leaves], prefixes.Length);
        }

        /// <summary>
        /// The values of slots, each the longest prefix that ends within these bits; and the slots in which longer ones begin, with
        /// the range of those and what holds around them.
        /// </summary>
        private void Fill(
            uint[] slots, ref int at, int to, int depth, int bits, uint outer, out List<(int Slot, int From, int To, uint Outer)> deeper)
        {
            deeper = [];
            Array.Fill(slots, outer);
            while (at < to)
            {
                int slot = Chunk(prefixes[at], depth, bits);
                if (prefixes[at].Length <= depth + bits)
                {
                    // Parts come after the block that they are parts of, and so write over it.
                    slots.AsSpan(slot, 1 << depth + bits - prefixes[at].Length).Fill((uint)values[at] + 1);
                    at++;
                    continue;
                }

                int from = at;
                while (at < to && prefixes[at].Length > depth + bits && Chunk(prefixes[at], depth, bits) == slot) at++;
                deeper.Add((slot, from, at, slots[slot]));
            }
        }

        private void MakeNode(int index, int from, int to, int depth, uint outer)
        {
            uint[] slots = new uint[Slots];
            int at = from;
            Fill(slots, ref at, to, depth, Stride, outer, out List<(int Slot, int From, int To, uint Outer)> deeper);
            ulong children = 0, runs = 0;
            foreach ((int slot, _, _, _) in deeper) children |= 1UL << slot;
            uint firstChild = (uint)_nodes.Count, firstValue = (uint)_leaves.Count;
            for (int slot = 0; slot < Slots; slot++)
            {
                if ((children >> slot & 1) != 0) continue;
                if (runs != 0 && _leaves[^1] == slots[slot]) continue;
                runs |= 1UL << slot;
                _leaves.Add(slots[slot]);
            }

            _nodes[index] = new Node(children, runs, firstChild, firstValue);
            foreach (var _ in deeper) _nodes.Add(default);
            for (int child = 0; child < deeper.Count; child++)
                MakeNode((int)firstChild + child, deeper[child].From, deeper[child].To, depth + Stride, deeper[child].Outer);
        }

        /// <summary>The bits of a prefix from a depth on; those beyond its family's width are zero.</summary>
        private int Chunk(IpPrefix prefix, int depth, int bits) =>
            depth >= width ? 0 : (int)(ulong)(prefix.Bits << depth >> 128 - bits);
    }
}
