namespace Fleek.Core.Primitives;

/// <summary>A node of the network. Ids are dense from 0: a driver may index arrays by them.</summary>
public readonly record struct NodeId(int Value);

/// <summary>A payer's account on the ledger, and the client that spends from it. Dense from 0.</summary>
public readonly record struct UserId(int Value);
