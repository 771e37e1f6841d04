using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Progress;

/// <summary>Progress in words.</summary>
internal static class ProgressText
{
    public static string Headline(ProgressSnapshot now) =>
        $"{now.Scenario} {now.Plan}  {Counts(now)}";

    public static string Counts(ProgressSnapshot now)
    {
        string failed = now.Failed > 0 ? $"  {now.Failed} failed" : "";
        string left = now.Finished < now.Total && now.Left is { } time ? $", ~{NumberText.Span(time)} left" : "";
        string jobs = now.Jobs == 1 ? "1 job" : $"{now.Jobs} jobs";
        string runs = now.Total == 1 ? "run" : "runs";
        return $"{now.Finished}/{now.Total} {runs}{failed}  {jobs}  {NumberText.Span(now.Elapsed)}{left}";
    }

    public static string Speed(ProgressSnapshot now)
    {
        double seconds = now.Elapsed.TotalSeconds;
        return seconds > 0 ? $"{NumberText.Of(now.Exchanges / seconds / 1e6)} million exchanges/s" : "";
    }
}
