namespace Fleek.Tests.Live.Conformance;

/// <summary>Something that the protocol does, as a play for any arm.</summary>
/// <param name="Name">A sentence.</param>
/// <param name="What">What both arms must have the same when it is over.</param>
/// <param name="Play">Asserts, for whichever arm plays it, what must come of it.</param>
internal sealed record Behaviour(string Name, Compared What, Func<ExchangeArm, Task> Play);
