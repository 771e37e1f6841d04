using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Amounts in chunk prices.</summary>
internal static class Money
{
    public static readonly Credits Price = new(1_000_000_000);

    public static Credits Chunks(long n) => Price * n;
}
