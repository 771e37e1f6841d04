namespace Fleek.Tests.Core.Content;

/// <summary>One input and its extended outputs in the three modes.</summary>
internal sealed record Blake3Vector(byte[] Input, byte[] Hash, byte[] KeyedHash, byte[] DerivedKey);
