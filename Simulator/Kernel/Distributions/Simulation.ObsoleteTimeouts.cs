using System;

namespace Fleek.Sim.Kernel;

/// <summary>Random delays as models of an older style ask for them; each is a distribution, sampled.</summary>
public partial class Simulation
{
    private const string UseTimeout = "Give Timeout or TimeoutD a distribution.";

    [Obsolete(UseTimeout)]
    public Timeout TimeoutUniformD(IRandom random, double a, double b) => TimeoutD(RandUniform(random, a, b));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutUniformD(double a, double b) => TimeoutD(RandUniform(a, b));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutUniform(IRandom random, TimeSpan a, TimeSpan b) => Timeout(RandUniform(random, a, b));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutUniform(TimeSpan a, TimeSpan b) => Timeout(RandUniform(a, b));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutTriangularD(IRandom random, double low, double high) => TimeoutD(RandTriangular(random, low, high));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutTriangularD(double low, double high) => TimeoutD(RandTriangular(low, high));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutTriangular(IRandom random, TimeSpan low, TimeSpan high) => Timeout(RandTriangular(random, low, high));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutTriangular(TimeSpan low, TimeSpan high) => Timeout(RandTriangular(low, high));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutTriangularD(IRandom random, double low, double high, double mode) =>
        TimeoutD(RandTriangular(random, low, high, mode));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutTriangularD(double low, double high, double mode) => TimeoutD(RandTriangular(low, high, mode));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutTriangular(IRandom random, TimeSpan low, TimeSpan high, TimeSpan mode) =>
        Timeout(RandTriangular(random, low, high, mode));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutTriangular(TimeSpan low, TimeSpan high, TimeSpan mode) => Timeout(RandTriangular(low, high, mode));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutExponentialD(IRandom random, double mean) => TimeoutD(RandExponential(random, mean));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutExponentialD(double mean) => TimeoutD(RandExponential(mean));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutExponential(IRandom random, TimeSpan mean) => Timeout(RandExponential(random, mean));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutExponential(TimeSpan mean) => Timeout(RandExponential(mean));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutNormalPositiveD(IRandom random, double mu, double sigma) =>
        TimeoutD(RandNormalPositive(random, mu, sigma));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutNormalPositiveD(double mu, double sigma) => TimeoutD(RandNormalPositive(mu, sigma));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutNormalPositive(IRandom random, TimeSpan mu, TimeSpan sigma) =>
        Timeout(RandNormalPositive(random, mu, sigma));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutNormalPositive(TimeSpan mu, TimeSpan sigma) => Timeout(RandNormalPositive(mu, sigma));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutLogNormalD(IRandom random, double mu, double sigma) => TimeoutD(RandLogNormal(random, mu, sigma));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutLogNormalD(double mu, double sigma) => TimeoutD(RandLogNormal(mu, sigma));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutLogNormal2D(IRandom random, double mean, double stdev) => TimeoutD(RandLogNormal2(random, mean, stdev));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutLogNormal2D(double mean, double stdev) => TimeoutD(RandLogNormal2(mean, stdev));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutLogNormal(IRandom random, TimeSpan mu, TimeSpan sigma) => Timeout(RandLogNormal(random, mu, sigma));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutLogNormal(TimeSpan mu, TimeSpan sigma) => Timeout(RandLogNormal(mu, sigma));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutLogNormal2(IRandom random, TimeSpan mean, TimeSpan stdev) =>
        Timeout(RandLogNormal2(random, mean, stdev));

    [Obsolete(UseTimeout)]
    public Timeout TimeoutLogNormal2(TimeSpan mean, TimeSpan stdev) => Timeout(RandLogNormal2(mean, stdev));
}
