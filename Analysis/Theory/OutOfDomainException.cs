namespace Fleek.Analysis.Theory;

/// <summary>A law was asked for numbers for which it says nothing, or for more of them than a table holds.</summary>
/// <param name="reason">One line, without a full stop: what must hold, and what was given.</param>
public sealed class OutOfDomainException(string reason) : ArgumentOutOfRangeException(null, reason);
