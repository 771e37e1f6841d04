using System.CommandLine;
using System.Text.Json.Nodes;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Lookup;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Routing;

/// <summary><c>routes lookup</c>: who announces an address.</summary>
internal sealed class LookupCommand
{
    private const int LongestLine = 200;

    private readonly Argument<string[]> _addresses = new("address")
    {
        Description = "IPv4 and IPv6 addresses; without any, or for -, they are read from standard input, a line each",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _tables = new("--table")
    {
        Description = "Where prefixes come from: a dump (RIB or updates) or a prefix-to-AS file as CAIDA publishes them; may be given more than once",
        HelpName = "file",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly FormatOption _format = new("How answers are written (default: text, three columns)");

    private LookupCommand()
    {
    }

    public static Command Create()
    {
        LookupCommand lookup = new();
        Command command = CommandTree.Verb("lookup", "Find the longest prefix that holds an address, and the ASes that announce it", lookup.Run);
        command.Arguments.Add(lookup._addresses);
        command.Options.Add(lookup._tables);
        lookup._format.Add(command);
        return command;
    }

    private int Run(VerbContext context)
    {
        string[] tables = context.Parsed.GetValue(_tables) ?? [];
        if (tables.Length == 0) throw CommandException.Usage("'routes lookup' needs a table: fleek-sim routes lookup <address> --table <file>");
        AnswerFormat format = _format.Of(context);
        string[] given = context.Parsed.GetValue(_addresses) ?? [];
        IpAddress[] addresses = [.. given.Where(a => a != DumpFiles.StandardInput).Select(Address)];
        (OriginTable? table, int code) = LookupTable.Load(context, tables);
        if (table is null) return code;
        List<JsonNode> answers = [];
        if (format == AnswerFormat.Csv) context.Terminal.Answer("address,prefix,origins");
        foreach (IpAddress address in addresses) Answer(context, table, format, answers, address);
        bool readsInput = given.Length == 0 || given.Contains(DumpFiles.StandardInput);
        if (readsInput && !Input(context, address => Answer(context, table, format, answers, address))) code = ExitCode.BadCommandLine;
        if (format == AnswerFormat.Json)
            context.Terminal.Answer(new JsonObject { ["prefixes"] = table.Count, ["answers"] = new JsonArray([.. answers]) }.ToJsonString(JsonText.Options));
        return code;
    }

    private static void Answer(VerbContext context, OriginTable table, AnswerFormat format, List<JsonNode> answers, IpAddress address)
    {
        bool found = table.TryFind(address, out IpPrefix prefix, out OriginSet? origins);
        switch (format)
        {
            case AnswerFormat.Json:
                answers.Add(new JsonObject
                {
                    ["address"] = address.ToString(),
                    ["prefix"] = found ? prefix.ToString() : null,
                    ["origins"] = new JsonArray([.. (origins?.Groups ?? []).Select(g => new JsonArray([.. g.Select(asn => JsonValue.Create(asn))]))]),
                });
                break;
            case AnswerFormat.Csv:
                // A set's comma would part the field.
                context.Terminal.Answer(found ? $"{address},{prefix},{origins!.ToString().Replace(',', ' ')}" : $"{address},,");
                break;
            default:
                context.Terminal.Answer(found ? $"{address}\t{prefix}\t{origins}" : $"{address}\t-\t-");
                break;
        }
    }

    private static IpAddress Address(string text) => IpAddress.TryParse(text, out IpAddress address)
        ? address
        : throw CommandException.Usage($"'{text}' is no address", "give addresses as 192.0.2.1 or 2001:db8::1");

    /// <returns>False if a line was no address; the others are answered.</returns>
    private static bool Input(VerbContext context, Action<IpAddress> take)
    {
        long number = 0, bad = 0;
        using StreamReader reader = new(Console.OpenStandardInput());
        while (BoundedLine.Read(reader, LongestLine) is { } line)
        {
            number++;
            string text = line.Trim();
            if (text.Length == 0) continue;
            if (IpAddress.TryParse(text, out IpAddress address))
            {
                take(address);
                continue;
            }

            bad++;
            if (bad <= 3) context.Terminal.Error($"standard input({number}): '{text}' is no address");
        }

        if (bad > 3) context.Terminal.Error($"standard input: {bad} lines are no addresses");
        return bad == 0;
    }
}
