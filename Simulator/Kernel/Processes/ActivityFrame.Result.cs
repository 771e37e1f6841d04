using System;
using System.Runtime.ExceptionServices;

namespace Fleek.Sim.Kernel;

/// <summary>An <see cref="ActivityFrame"/> with room for a result.</summary>
internal abstract class ActivityFrame<TResult> : ActivityFrame
{
    private TResult _result = default!;

    public void SetResult(TResult result)
    {
        _result = result;
        IsDone = true;
    }

    public void SetException(Exception exception)
    {
        Failure = exception;
        IsDone = true;
    }

    /// <summary>The result, or the failure as an exception. Then the frame is free.</summary>
    public TResult TakeResult(int use)
    {
        if (use != Use || !IsDone) throw new InvalidOperationException("The activity has no result to take.");
        TResult result = _result;
        Exception? failure = Failure;
        _result = default!;
        Release();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        return result;
    }

    public override object? TakeValue()
    {
        object? value = Failure ?? (typeof(TResult) == typeof(Nothing) ? null : (object?)_result);
        _result = default!;
        Release();
        return value;
    }
}
