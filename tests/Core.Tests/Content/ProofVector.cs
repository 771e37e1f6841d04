namespace Fleek.Tests.Core;

/// <summary>One content of the proof vectors; its byte k is k mod 251. Texts are hexadecimal; block 0 is never resumed.</summary>
internal sealed record ProofVector(int Length, string Root, string[] Nodes, int[] LeafIndices, string[] Cold, string?[] Resumed)
{
    public byte[] Content { get; } = Bytes(Length);

    public static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(k => (byte)(k % 251))];
}
