using System.Globalization;
using static Fleek.Sim.Kernel.Distributions;

namespace Fleek.Sim.Kernel.Samples;

/// <summary>
/// Processes that talk. First one to one: a store is a mailbox, and the reader may come later than the message. Then one
/// to many: a broadcast puts each message into the mailbox of every reader.
/// </summary>
public static class ProcessCommunication
{
    public static void Run(TextWriter output)
    {
        output.Write("One to one\n");
        Simulation one = new(randomSeed: 11);
        Store mailbox = new(one);
        one.Process(Send(one, "clock", [mailbox]));
        one.Process(Read(one, "reader", mailbox, output));
        one.Run(TimeSpan.FromSeconds(40));

        output.Write("One to many\n");
        Simulation many = new(randomSeed: 11);
        Store first = new(many), second = new(many);
        many.Process(Send(many, "clock", [first, second]));
        many.Process(Read(many, "first", first, output));
        many.Process(Read(many, "second", second, output));
        many.Run(TimeSpan.FromSeconds(40));
    }

    private static IEnumerable<Event> Send(Simulation env, string name, Store[] mailboxes)
    {
        while (true)
        {
            yield return env.TimeoutD(UNIF(6, 10));
            Message message = new(name, env.NowD);
            foreach (Store mailbox in mailboxes) yield return mailbox.Put(message);
        }
    }

    private static IEnumerable<Event> Read(Simulation env, string name, Store mailbox, TextWriter output)
    {
        while (true)
        {
            StoreGet next = mailbox.Get();
            yield return next;
            Message message = (Message)next.Value!;
            string late = message.Sent < env.NowD ? "late" : "in time";
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{env.NowD,6:F2} {name} got {late} what {message.From} sent at {message.Sent:F2}\n"));
            yield return env.TimeoutD(UNIF(4, 12));
        }
    }

    private sealed record Message(string From, double Sent);
}
