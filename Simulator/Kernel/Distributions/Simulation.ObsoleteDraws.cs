using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>Draws as models of an older style make them; each is a distribution, sampled.</summary>
public partial class Simulation
{
    private const string UseRand = "Give Rand a distribution, or sample one.";

    [Obsolete(UseRand)]
    public double RandUniform(IRandom random, double a, double b) => Uniform.Sample(random, a, b);

    [Obsolete(UseRand)]
    public double RandUniform(double a, double b) => RandUniform(Random, a, b);

    [Obsolete(UseRand)]
    public TimeSpan RandUniform(IRandom random, TimeSpan a, TimeSpan b) => UniformTime.Sample(random, a, b);

    [Obsolete(UseRand)]
    public TimeSpan RandUniform(TimeSpan a, TimeSpan b) => RandUniform(Random, a, b);

    [Obsolete(UseRand)]
    public double RandTriangular(IRandom random, double low, double high) => Triangular.Sample(random, low, high);

    [Obsolete(UseRand)]
    public double RandTriangular(double low, double high) => RandTriangular(Random, low, high);

    [Obsolete(UseRand)]
    public TimeSpan RandTriangular(IRandom random, TimeSpan low, TimeSpan high) => TriangularTime.Sample(random, low, high);

    [Obsolete(UseRand)]
    public TimeSpan RandTriangular(TimeSpan low, TimeSpan high) => RandTriangular(Random, low, high);

    [Obsolete(UseRand)]
    public double RandTriangular(IRandom random, double low, double high, double mode) =>
        Triangular.Sample(random, low, high, mode);

    [Obsolete(UseRand)]
    public double RandTriangular(double low, double high, double mode) => RandTriangular(Random, low, high, mode);

    [Obsolete(UseRand)]
    public TimeSpan RandTriangular(IRandom random, TimeSpan low, TimeSpan high, TimeSpan mode) =>
        TriangularTime.Sample(random, low, high, mode);

    [Obsolete(UseRand)]
    public TimeSpan RandTriangular(TimeSpan low, TimeSpan high, TimeSpan mode) => RandTriangular(Random, low, high, mode);

    [Obsolete(UseRand)]
    public double RandExponential(IRandom random, double mean) => Exponential.Sample(random, mean);

    [Obsolete(UseRand)]
    public double RandExponential(double mean) => RandExponential(Random, mean);

    [Obsolete(UseRand)]
    public TimeSpan RandExponential(IRandom random, TimeSpan mean) => ExponentialTime.Sample(random, mean);

    [Obsolete(UseRand)]
    public TimeSpan RandExponential(TimeSpan mean) => RandExponential(Random, mean);

    [Obsolete(UseRand)]
    public virtual double RandNormal(IRandom random, double mu, double sigma) => Normal.Sample(random, mu, sigma);

    [Obsolete(UseRand)]
    public virtual double RandNormal(double mu, double sigma) => RandNormal(Random, mu, sigma);

    [Obsolete(UseRand)]
    public TimeSpan RandNormal(IRandom random, TimeSpan mu, TimeSpan sigma) => NormalTime.Sample(random, mu, sigma);

    [Obsolete(UseRand)]
    public TimeSpan RandNormal(TimeSpan mu, TimeSpan sigma) => RandNormal(Random, mu, sigma);

    [Obsolete(UseRand)]
    public double RandNormalPositive(IRandom random, double mu, double sigma) =>
        Distributions.POS(Distributions.N(mu, sigma)).Sample(random);

    [Obsolete(UseRand)]
    public double RandNormalPositive(double mu, double sigma) => RandNormalPositive(Random, mu, sigma);

    [Obsolete(UseRand)]
    public TimeSpan RandNormalPositive(IRandom random, TimeSpan mu, TimeSpan sigma) =>
        Distributions.POS(Distributions.N(mu, sigma)).Sample(random);

    [Obsolete(UseRand)]
    public TimeSpan RandNormalPositive(TimeSpan mu, TimeSpan sigma) => RandNormalPositive(Random, mu, sigma);

    [Obsolete(UseRand)]
    public double RandNormalNegative(IRandom random, double mu, double sigma) =>
        Distributions.NEG(Distributions.N(mu, sigma)).Sample(random);

    [Obsolete(UseRand)]
    public double RandNormalNegative(double mu, double sigma) => RandNormalNegative(Random, mu, sigma);

    [Obsolete(UseRand)]
    public TimeSpan RandNormalNegative(IRandom random, TimeSpan mu, TimeSpan sigma) =>
        Distributions.NEG(Distributions.N(mu, sigma)).Sample(random);

    [Obsolete(UseRand)]
    public TimeSpan RandNormalNegative(TimeSpan mu, TimeSpan sigma) => RandNormalNegative(Random, mu, sigma);

    [Obsolete(UseRand)]
    public double RandLogNormal(IRandom random, double mu, double sigma) => Distributions.LNORM(mu, sigma).Sample(random);

    [Obsolete(UseRand)]
    public double RandLogNormal(double mu, double sigma) => RandLogNormal(Random, mu, sigma);

    [Obsolete(UseRand)]
    public double RandLogNormal2(IRandom random, double mean, double stdev) => LogNormal.Sample(random, mean, stdev);

    [Obsolete(UseRand)]
    public double RandLogNormal2(double mean, double stdev) => RandLogNormal2(Random, mean, stdev);

    [Obsolete(UseRand)]
    public TimeSpan RandLogNormal(IRandom random, TimeSpan mu, TimeSpan sigma) => Distributions.LNORM(mu, sigma).Sample(random);

    [Obsolete(UseRand)]
    public TimeSpan RandLogNormal(TimeSpan mu, TimeSpan sigma) => RandLogNormal(Random, mu, sigma);

    [Obsolete(UseRand)]
    public TimeSpan RandLogNormal2(IRandom random, TimeSpan mean, TimeSpan stdev) => LogNormalTime.Sample(random, mean, stdev);

    [Obsolete(UseRand)]
    public TimeSpan RandLogNormal2(TimeSpan mean, TimeSpan stdev) => RandLogNormal2(Random, mean, stdev);

    [Obsolete(UseRand)]
    public double RandCauchy(IRandom random, double x0, double gamma) => Cauchy.Sample(random, x0, gamma);

    [Obsolete(UseRand)]
    public double RandCauchy(double x0, double gamma) => RandCauchy(Random, x0, gamma);

    [Obsolete(UseRand)]
    public TimeSpan RandCauchy(IRandom random, TimeSpan x0, TimeSpan gamma) => CauchyTime.Sample(random, x0, gamma.TotalSeconds);

    [Obsolete(UseRand)]
    public TimeSpan RandCauchy(TimeSpan x0, TimeSpan gamma) => RandCauchy(Random, x0, gamma);

    [Obsolete(UseRand)]
    public double RandWeibull(IRandom random, double alpha, double beta) => Weibull.Sample(random, alpha, beta);

    [Obsolete(UseRand)]
    public double RandWeibull(double alpha, double beta) => RandWeibull(Random, alpha, beta);

    [Obsolete(UseRand)]
    public TimeSpan RandWeibull(IRandom random, TimeSpan alpha, TimeSpan beta) =>
        Seconds.ToTimeSpan(Weibull.Sample(random, alpha.TotalSeconds, beta.TotalSeconds));

    [Obsolete(UseRand)]
    public TimeSpan RandWeibull(TimeSpan alpha, TimeSpan beta) => RandWeibull(Random, alpha, beta);

    [Obsolete(UseRand)]
    public T RandChoice<T>(IRandom random, IList<T> source) => source[random.Next(source.Count)];

    [Obsolete(UseRand)]
    public T RandChoice<T>(IList<T> source) => RandChoice(Random, source);

    [Obsolete(UseRand)]
    public IEnumerable<T> RandChoice<T>(IRandom random, IList<T> source, int count) =>
        new EmpiricalUniform<T>((IEnumerable<T>)source).Sample(random, count);

    [Obsolete(UseRand)]
    public IEnumerable<T> RandChoice<T>(IList<T> source, int count) => RandChoice(Random, source, count);

    [Obsolete(UseRand)]
    public T RandChoice<T>(IRandom random, IList<T> source, IList<double> weights) =>
        EmpiricalNonUniform<T>.Sample(random, source, weights);

    [Obsolete(UseRand)]
    public T RandChoice<T>(IList<T> source, IList<double> weights) => RandChoice(Random, source, weights);

    [Obsolete(UseRand)]
    public T RandChoiceOnline<T>(IRandom random, IEnumerable<T> source) => EmpiricalUniform<T>.SampleOnline(random, source);

    [Obsolete(UseRand)]
    public T RandChoiceOnline<T>(IEnumerable<T> source) => RandChoiceOnline(Random, source);

    [Obsolete(UseRand)]
    public IEnumerable<T> RandChoiceOnline<T>(IRandom random, IEnumerable<T> source, int count) =>
        EmpiricalUniform<T>.SampleOnline(random, source, count);

    [Obsolete(UseRand)]
    public IEnumerable<T> RandChoiceOnline<T>(IEnumerable<T> source, int count) => RandChoiceOnline(Random, source, count);

    [Obsolete(UseRand)]
    public IEnumerable<T> RandChoiceNoRepetition<T>(IRandom random, IEnumerable<T> source, int count) =>
        EmpiricalUniform<T>.SampleOnlineNoRepetition(random, source, count);

    [Obsolete(UseRand)]
    public IEnumerable<T> RandChoiceNoRepetition<T>(IEnumerable<T> source, int count) =>
        RandChoiceNoRepetition(Random, source, count);
}
