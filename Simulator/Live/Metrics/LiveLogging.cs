using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Fleek.Sim.Live.Metrics;

/// <summary>Structured logs of a live process: a JSON object a line, on standard error, with times in UTC.</summary>
public static class LiveLogging
{
    /// <param name="least">What is less is not written.</param>
    public static ILoggerFactory Create(LogLevel least) => LoggerFactory.Create(builder =>
    {
        builder.SetMinimumLevel(least);
        builder.AddJsonConsole(options =>
        {
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";
            options.IncludeScopes = false;
        });

        // Standard output is for answers.
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
