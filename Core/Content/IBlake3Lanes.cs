using System;

namespace Fleek.Core.Content;

/// <summary>
/// What <see cref="Blake3Wide{TVector, TLanes}"/> needs of one width of vector: lane i of each vector belongs to input i, so a
/// step of the compression is done for all inputs at once.
/// </summary>
internal interface IBlake3Lanes<TVector>
    where TVector : unmanaged
{
    /// <summary>How many inputs fit: words of 32 bits in a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector All(uint word);

    /// <param name="words">At least <see cref="Count"/>.</param>
    static abstract TVector Each(ReadOnlySpan<uint> words);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Xor(TVector a, TVector b);

    static abstract TVector RotateRight16(TVector a);

    static abstract TVector RotateRight12(TVector a);

    static abstract TVector RotateRight8(TVector a);

    static abstract TVector RotateRight7(TVector a);

    /// <summary>Reads a block of each input and transposes them: word i of all inputs goes to vector i of <paramref name="message"/>.</summary>
    /// <param name="block">Input 0's block is at offset 0 from here.</param>
    /// <param name="offsets">Where each input's block begins, in bytes.</param>
    /// <param name="message">16 vectors.</param>
    static abstract void LoadTransposed(ref byte block, ref nuint offsets, ref TVector message);

    /// <summary>The way back: 8 vectors of words to a chaining value of 32 bytes for each input, one behind the other.</summary>
    static abstract void StoreTransposed(ref TVector words, ref byte output);
}
