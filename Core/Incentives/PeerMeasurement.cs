namespace Fleek.Core.Incentives;

/// <summary>What a node reports of another at the end of an epoch; a finite number in the metric's unit.</summary>
public readonly record struct PeerMeasurement(int Reporter, int Subject, ReputationMetric Metric, double Value);
