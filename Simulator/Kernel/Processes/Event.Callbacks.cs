using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

public partial class Event
{
    /// <summary>
    /// The callbacks in order; null once the event has been processed. Reading it costs a single waiter its fast path.
    /// </summary>
    protected List<Action<Event>>? CallbackList
    {
        get => IsProcessed ? null : AsList();
        set
        {
            _waiters = value;
            _waiterKind = value is null ? WaiterKind.None : WaiterKind.List;
        }
    }

    /// <summary>Adds what is to run when the event is processed.</summary>
    /// <exception cref="InvalidOperationException">The event was processed before.</exception>
    public virtual void AddCallback(Action<Event> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        DemandUnprocessed();
        if (_waiterKind == WaiterKind.None) SetOnly(WaiterKind.Callback, callback);
        else AsList().Add(callback);
    }

    /// <summary>Adds several callbacks in their order.</summary>
    /// <exception cref="InvalidOperationException">The event was processed before.</exception>
    public virtual void AddCallbacks(IEnumerable<Action<Event>> callbacks)
    {
        ArgumentNullException.ThrowIfNull(callbacks);
        DemandUnprocessed();
        foreach (Action<Event> callback in callbacks) AddCallback(callback);
    }

    /// <summary>Removes a callback, if it is there.</summary>
    /// <exception cref="InvalidOperationException">The event was processed before.</exception>
    public virtual void RemoveCallback(Action<Event> callback)
    {
        DemandUnprocessed();
        switch (_waiterKind)
        {
            case WaiterKind.Callback when Unsafe.As<Action<Event>>(_waiters!) == callback:
            case WaiterKind.Process when Unsafe.As<Process>(_waiters!).ResumeCallback == callback:
                SetOnly(WaiterKind.None, null);
                break;
            case WaiterKind.List:
                Unsafe.As<List<Action<Event>>>(_waiters!).Remove(callback);
                break;
        }
    }

    /// <summary>Lets a process wait without a delegate while it is the only one that does.</summary>
    internal void AddWaiter(Process process)
    {
        if (_waiterKind == WaiterKind.None) SetOnly(WaiterKind.Process, process);
        else AddCallback(process.ResumeCallback);
    }

    internal void RemoveWaiter(Process process)
    {
        if (IsProcessed) return;
        if (_waiterKind != WaiterKind.Process) RemoveCallback(process.ResumeCallback);
        else if (ReferenceEquals(_waiters, process)) SetOnly(WaiterKind.None, null);
    }

    /// <summary>Whether anything waits for the event.</summary>
    private protected bool IsAwaited => _waiterKind switch
    {
        WaiterKind.None => false,
        WaiterKind.List => Unsafe.As<List<Action<Event>>>(_waiters!).Count > 0,
        _ => true,
    };

    /// <summary>Whatever the event's reference to its waiters points to.</summary>
    internal object? Waiter => _waiters;

    /// <summary>The process that is the only one to wait, without a callback.</summary>
    internal Process? WaitingProcess => _waiterKind == WaiterKind.Process ? Unsafe.As<Process>(_waiters) : null;

    internal void AddWaiter(ActivityFrame frame)
    {
        if (_waiterKind == WaiterKind.None) SetOnly(WaiterKind.Activity, frame);
        else AddCallback(frame.Resume);
    }

    internal void RemoveWaiter(ActivityFrame frame)
    {
        if (IsProcessed) return;
        if (_waiterKind != WaiterKind.Activity) RemoveCallback(frame.Resume);
        else if (ReferenceEquals(_waiters, frame)) SetOnly(WaiterKind.None, null);
    }

    private void SetOnly(WaiterKind kind, object? waiter)
    {
        _waiterKind = kind;
        _waiters = waiter;
    }

    private List<Action<Event>> AsList()
    {
        if (_waiterKind == WaiterKind.List) return Unsafe.As<List<Action<Event>>>(_waiters!);
        List<Action<Event>> list = [];
        if (_waiterKind == WaiterKind.Callback) list.Add(Unsafe.As<Action<Event>>(_waiters!));
        if (_waiterKind == WaiterKind.Activity) list.Add(Unsafe.As<ActivityFrame>(_waiters!).Resume);
        if (_waiterKind == WaiterKind.Process) list.Add(Unsafe.As<Process>(_waiters!).ResumeCallback);
        SetOnly(WaiterKind.List, list);
        return list;
    }

    private void DemandUnprocessed()
    {
        if (IsProcessed) throw new InvalidOperationException("The event was processed before.");
    }
}
