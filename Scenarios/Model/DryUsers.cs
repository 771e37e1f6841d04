using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>
/// Users with little money who ask one node alone, the first of their list: they run dry where no other node's unseen payments matter, so
/// that what they are served is a plain quotient.
/// </summary>
/// <param name="Count">How many of all users, those with the lowest ids.</param>
/// <param name="Balance">What each deposits.</param>
public sealed record DryUsers(int Count, Credits Balance);
