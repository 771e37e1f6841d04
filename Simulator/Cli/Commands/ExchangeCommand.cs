using System.CommandLine;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Exchanging;
using Fleek.Sim.World.Exchange;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>exchange</c>: moves a file by the fair exchange.</summary>
internal sealed class ExchangeCommand
{
    private const int DefaultWindow = 32;
    private const string DefaultPrice = "0.001 credit";

    private readonly Option<string?> _delay = Text("--delay", "time", "The link's delay one way, as 20ms (default: none)");

    private readonly Option<string?> _loss = Text(
        "--loss", "share", "Chance that a frame is lost, as 1%: its bytes come after a timeout, twice the round trip and at least "
        + "200 ms, and all behind wait; nothing is lost for good (default: none)");

    private readonly Option<string?> _rate = Text("--rate", "rate", "The link's rate, each way, as 10Gbit/s (default: without limit)");

    private readonly Option<string?> _window = Text(
        "--window", "n", $"Most chunks sent and unpaid, and paid and without their key: 1 to {ExchangeTerms.MaxWindow} (default: {DefaultWindow})");

    private readonly Option<string?> _mode = Word(
        "--mode", "mode", ExchangeWords.Modes, "When a chunk is paid: before its key (enc), after it came as it is (post), before it comes (pre)");

    private readonly Option<string?> _tickets = Word(
        "--tickets", "kind", ExchangeWords.Tickets, "What pays: links of a hash chain (chain), or a signature each time (signed)");

    private readonly Option<string?> _price = Text("--price", "credit", $"Of one chunk (default: {DefaultPrice})");
    private readonly Option<string?> _seed = Text("--seed", "n", "Make keys, nonces and losses of this seed (default: of the operating system)");

    private readonly Option<string?> _fault = Word(
        "--fault", "what", ExchangeWords.Faults,
        $"To see what the other side does, something is wrong: {string.Join(", ", ExchangeWords.Faults.Skip(1).Select(f => f.Word))}");

    private ExchangeCommand()
    {
    }

    public static Command Create()
    {
        ExchangeCommand exchange = new();
        Command command = CommandTree.Verb(
            "exchange", "Move --file from a node to a client in this process, with real cryptography, over a link on a virtual clock", exchange.Run);
        foreach (Option option in (Option[])[exchange._delay, exchange._loss, exchange._rate, exchange._window,
            exchange._mode, exchange._tickets, exchange._price, exchange._seed, exchange._fault])
            command.Options.Add(option);
        return command;
    }

    private int Run(VerbContext context)
    {
        string file = context.GivenFile
            ?? throw CommandException.Usage("'exchange' needs a file: fleek-sim exchange --file <path>");
        ExchangeTerms terms = new(Read(context, _price, (f, t) => QuantityFlag.Price(f, t, "1000 credit"), DefaultPrice)!.Value)
        {
            Delay = Read(context, _delay, (f, t) => QuantityFlag.Duration(f, t, "60 s")) ?? Duration.Zero,
            Loss = Read(context, _loss, (f, t) => QuantityFlag.Share(f, t, "0.5")) ?? 0,
            BitsPerSecond = Read(context, _rate, (f, t) => QuantityFlag.BitRate(f, t, "1 kbit/s")) ?? 0,
            Window = (int)(Number(context, _window, 1, ExchangeTerms.MaxWindow) ?? DefaultWindow),
            Mode = ValueOf(context, _mode, ExchangeWords.Modes),
            Tickets = ValueOf(context, _tickets, ExchangeWords.Tickets),
            Fault = ValueOf(context, _fault, ExchangeWords.Faults),
        };
        ulong? seed = Number(context, _seed, 0, ulong.MaxValue);
        return ExchangeVerb.Run(context, new ExchangeOrder(file, context.GivenOut, seed, terms));
    }

    private static T? Read<T>(
        VerbContext context, Option<string?> option, Func<string, string, (T?, IReadOnlyList<Diagnostic>)> read, string? otherwise = null)
        where T : struct
    {
        string? text = context.Parsed.GetValue(option) ?? otherwise;
        if (text is null) return null;
        (T? value, IReadOnlyList<Diagnostic> problems) = read(option.Name, text);
        if (value is not null) return value;
        DiagnosticsPrinter.Print(context.Terminal, new SourceText(option.Name, text), problems, "nothing was exchanged");
        throw CommandException.Printed(ExitCode.BadCommandLine);
    }

    private static ulong? Number(VerbContext context, Option<string?> option, ulong least, ulong most)
    {
        if (context.Parsed.GetValue(option) is not { } text) return null;
        if (ulong.TryParse(text, out ulong number) && number >= least && number <= most) return number;
        string upTo = most == ulong.MaxValue ? "2^64 - 1" : $"{most}";
        throw CommandException.Usage($"{option.Name} takes a whole number from {least} to {upTo}, not '{text}'");
    }

    private static T ValueOf<T>(VerbContext context, Option<string?> option, IReadOnlyList<(string Word, T Value)> words)
    {
        string text = context.Parsed.GetValue(option) ?? words[0].Word;
        foreach ((string word, T value) in words)
            if (word == text) return value;
        string[] known = [.. words.Select(w => w.Word)];
        string nearest = NearestWord.Find(text, known) is { } near ? $"; did you mean '{near}'?" : "";
        throw CommandException.Usage($"{option.Name} takes {string.Join(", ", known[..^1])} or {known[^1]}, not '{text}'{nearest}");
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    private static Option<string?> Word<T>(
        string name, string helpName, IReadOnlyList<(string Word, T Value)> words, string description) =>
        Text(name, helpName, $"{description} (default: {words[0].Word})");
}
