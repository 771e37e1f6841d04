namespace Fleek.Sim.World.Tracing;

/// <summary>What kinds of events are called, in JSON lines and in tables.</summary>
public static class TraceEventNames
{
    public static string Of(TraceEventKind kind) => kind switch
    {
        TraceEventKind.Deposit => "deposit",
        TraceEventKind.Visible => "visible",
        TraceEventKind.Send => "send",
        TraceEventKind.Payment => "payment",
        TraceEventKind.Submit => "submit",
        TraceEventKind.Freeze => "freeze",
        TraceEventKind.Refused => "refused",
        _ => "key",
    };

    /// <summary>Whether an event's amount means anything.</summary>
    public static bool HasAmount(TraceEventKind kind) =>
        kind is TraceEventKind.Deposit or TraceEventKind.Visible or TraceEventKind.Payment or TraceEventKind.Submit;
}
