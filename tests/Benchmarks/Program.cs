using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Fleek.Benchmarks.Calibration;
using Fleek.Benchmarks.Scorecard;

// `scorecard [section...]` prints every figure that the project states beside those of its peers; `calibrate file` writes what
// cryptography costs on this machine; anything else goes to BenchmarkDotNet.
if (args is ["scorecard", .. string[] sections]) return ScorecardPrinter.Run(sections, Console.Out);

if (args is ["calibrate", string path]) return Calibrator.Run(path, Console.Out);

// In process: the build rules of this repository hold for the benchmarks too, and no second project is generated.
ManualConfig config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(7))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(StatisticColumn.OperationsPerSecond, StatisticColumn.Median)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
return 0;
