namespace Fleek.Tests.Live;

/// <summary>Tests that measure times: they run when no other test does.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
