using System;
using System.Diagnostics.CodeAnalysis;

namespace Fleek.Core.Primitives;

/// <summary>A rule that must always hold does not: a bug in this program, never bad input.</summary>
public sealed class InvariantViolationException(string message) : Exception(message);

/// <summary>Assertions that stay on in release.</summary>
public static class Invariant
{
    /// <summary>Throws <see cref="InvariantViolationException"/> unless <paramref name="holds"/>.</summary>
    public static void Require([DoesNotReturnIf(false)] bool holds, string rule)
    {
        if (!holds) Break(rule);
    }

    [DoesNotReturn]
    public static void Break(string rule) => throw new InvariantViolationException(rule);
}
