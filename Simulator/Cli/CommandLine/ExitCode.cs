namespace Fleek.Sim.Cli.CommandLine;

/// <summary>Exit codes: stable API, the same for every verb. <c>explain exit-codes</c> prints this table.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Bug = 1;
    public const int BadCommandLine = 2;
    public const int BadScenario = 3;
    public const int RunsFailed = 4;
    public const int ThresholdCrossed = 10;
    public const int Regression = 11;
    public const int CouldNotJudge = 12;
    public const int InvariantBroke = 13;
    public const int ExchangeRefused = 14;
    public const int HostsNotReady = 15;
    public const int Interrupted = 130;
    public const int Terminated = 143;

    public static IReadOnlyList<(int Code, string Meaning)> Table { get; } =
    [
        (Ok, "did what was asked; of `check`, nothing is certainly worse"),
        (Bug, "a bug in fleek-sim: stack trace, version and the command that shows it again"),
        (BadCommandLine, "bad command line, or an --out that cannot be used"),
        (BadScenario, "bad scenario file, or a data file that it or a verb names; a file that changed while it was read"),
        (RunsFailed, "some runs failed or could not be stored; the others are kept, and the same command retries the rest; a dump is cut"),
        (ThresholdCrossed, "a threshold in the scenario was crossed"),
        (Regression, "regression against a baseline"),
        (CouldNotJudge, "could not judge: no rows, no baseline or too few seeds, or they are of another plan, platform or engine"),
        (InvariantBroke, "an invariant broke: credits not conserved, or one seed gave two traces"),
        (ExchangeRefused, "an exchange ended before all was delivered: one side refused, and says why"),
        (HostsNotReady, "machines of a live run are not ready for it: the preflight says what is wrong where"),
        (Interrupted, "interrupted (Ctrl-C); a run or sweep can be resumed"),
        (Terminated, "terminated (SIGTERM); a run or sweep can be resumed"),
    ];

    /// <summary>Of several verdicts the gravest: 13, 4, 11, 10, 12 in that order, then 0.</summary>
    public static int Gravest(params ReadOnlySpan<int> codes)
    {
        ReadOnlySpan<int> order = [Bug, InvariantBroke, RunsFailed, Regression, ThresholdCrossed, CouldNotJudge];
        foreach (int candidate in order)
            if (codes.Contains(candidate)) return candidate;
        return Ok;
    }
}
