using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Microsoft.Extensions.Logging;

namespace Fleek.Sim.Live.Metrics;

/// <summary>What live processes log, each with a number of its own. Public keys and hashes may be in there, secrets never.</summary>
public static partial class LiveEvents
{
    [LoggerMessage(1, LogLevel.Information, "log opened: {path}, {recordBytes} bytes of records in {batches} batches, {cutBytes} torn bytes cut off")]
    public static partial void LogOpened(this ILogger logger, string path, long recordBytes, long batches, long cutBytes);

    [LoggerMessage(2, LogLevel.Error, "no keys leave: {why}")]
    public static partial void LogStalled(this ILogger logger, string why);

    [LoggerMessage(3, LogLevel.Information, "there is room again: keys leave")]
    public static partial void LogResumed(this ILogger logger);

    [LoggerMessage(4, LogLevel.Critical, "no keys leave until the node is started anew: {why}")]
    public static partial void LogFailed(this ILogger logger, string why);

    [LoggerMessage(5, LogLevel.Error, "block {block} of {content} is not what was stored, and is not sent")]
    public static partial void BlockDamaged(this ILogger logger, Hash256 content, long block);

    [LoggerMessage(6, LogLevel.Warning, "'{name}' in the store is not served: {why}")]
    public static partial void ContentDamaged(this ILogger logger, string name, string why);

    [LoggerMessage(7, LogLevel.Warning, "link refused: {refusal}, {peer}")]
    public static partial void LinkRefused(this ILogger logger, LinkRefusal refusal, PublicKey? peer);

    [LoggerMessage(8, LogLevel.Information, "{role} is {key}, listens at {endpoint}")]
    public static partial void Started(this ILogger logger, string role, PublicKey key, string endpoint);

    [LoggerMessage(9, LogLevel.Information, "{role} drained and stopped")]
    public static partial void Stopped(this ILogger logger, string role);
}
