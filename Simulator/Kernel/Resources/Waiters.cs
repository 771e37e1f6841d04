using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>Lists of events and requests that wait for a condition.</summary>
internal static class Waiters
{
    public static Event Add(Simulation environment, List<Event> list)
    {
        Event wanted = new(environment);
        list.Add(wanted);
        return wanted;
    }

    /// <summary>Lets all of them happen now; one that somebody else has decided is left alone.</summary>
    public static void Wake(List<Event> list)
    {
        if (list.Count == 0) return;
        foreach (Event wanted in list)
            if (!wanted.IsTriggered) wanted.Succeed();
        list.Clear();
    }

    /// <summary>Takes an element out of the middle of a queue and keeps the order of the others: O(n).</summary>
    public static bool Remove<T>(Queue<T> queue, T element)
        where T : class
    {
        bool found = false;
        for (int left = queue.Count; left > 0; left--)
        {
            T head = queue.Dequeue();
            if (ReferenceEquals(head, element)) found = true;
            else queue.Enqueue(head);
        }

        return found;
    }
}
