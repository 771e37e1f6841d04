namespace Fleek.Scenarios.Reading;

public static partial class DiagnosticCodes
{
    private static IReadOnlyList<DiagnosticCode> FileCodes =>
    [
        new(Codes.Syntax, "Not valid YAML",
            "The text breaks YAML's rules: a bracket or a quote that is not closed, a tab as indentation, an alias without its "
                + "anchor, a tag, "
            + "a second document. The place is that of the last thing that could be read.",
            "version: 1\nscenarios:\n  mine:\n    seeds: [1, 2", "version: 1\nscenarios:\n  mine:\n    seeds: [1, 2]"),
        new(Codes.UnknownKey, "Unknown key",
            "No key of this name belongs here. Unknown keys are errors and never ignored, since a misspelt key would silently "
                + "leave its default. "
            + "Keys that start with x- are free notes.",
            "payments: {frezee_threshold: 100 chunks}", "payments: {freeze_threshold: 100 chunks}"),
        new(Codes.Missing, "Something is missing",
            "A key that must be there is absent, or has no value. A key that should have its default is left out altogether.",
            "sampling: {after: 30 s}", "sampling: {after: 30 s, tail: 100 chunks}"),
        new(Codes.WrongKind, "A value of the wrong kind",
            "A mapping stands where a value belongs, a value where a mapping belongs, or a list where one value belongs.",
            "users: 200", "users: {count: 200}"),
        new(Codes.MissingUnit, "A quantity without a unit",
            "Every quantity has a unit: 500 may be milliseconds or seconds. Counts and plain ratios have none.",
            "duration: 500", "duration: 500 ms"),
        new(Codes.UnknownUnit, "Not a unit of this key",
            "The unit is unknown, or belongs to another kind of quantity. Durations take ns us ms s min h; money takes chunks "
                + "(chunk prices) and credit; "
            + "sizes B KiB MiB GiB; rates chunks/s or /s; bit rates kbit/s Mbit/s Gbit/s. Numbers without a dimension take none.",
            "ledger: {lag: 2.5 sec}", "ledger: {lag: 2.5 s}"),
        new(Codes.DuplicateKey, "The same key twice",
            "A mapping has the key twice, so one of the values would be lost.",
            "nodes: 64\nnodes: 128", "nodes: 128"),
        new(Codes.TooLarge, "The file is too large",
            "A scenario file has at most 1 MiB, 50,000 values counting what aliases repeat, 500 scenarios, and 32 levels.",
            "x-note: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ 1 ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "x-note: [[ 1 ]]"),
        new(Codes.NotANumber, "Not a number",
            "The value does not start with a decimal number. Hexadecimal, infinity, NaN, and separators within a number are "
                + "not read; 1e3 is.",
            "nodes: 0x40", "nodes: 64"),
        new(Codes.OutOfRange, "A number out of range",
            "The number is below or above what the key takes, or does not fit 64 bits of base units.",
            "payments: {freeze_threshold: -100 chunks}", "payments: {freeze_threshold: 100 chunks}"),
        new(Codes.UnknownWord, "Not one of the words",
            "The key takes one of a few words, and this is none of them.",
            "users: {selection: nearset}", "users: {selection: nearest}"),
        new(Codes.NotWhole, "Not a whole number of base units",
            "Money is counted in whole base units (1 credit is 10^12), time in nanoseconds, sizes in bytes; counts are whole. "
            + "Nothing is rounded silently.",
            "payments: {price: 0.0000000000001 credit}", "payments: {price: 0.001 credit}"),
        new(Codes.Version, "Another version of the format",
            "The file says that it is written for a version of the format that this program does not read.",
            "version: 2\nscenarios: {mine: {}}", "version: 1\nscenarios: {mine: {}}"),
        new(Codes.UnusedKey, "A key that has no meaning here",
            "The key belongs to another commit rule, to another distribution, or to another way to write an axis. It would "
                + "change nothing, "
            + "and its author believes that it does. When --set or an axis changes the rule, the old rule's own keys in the "
                + "file are dropped.",
            "payments: {commit: {rule: coin, threshold: 20 chunks}}", "payments: {commit: {rule: coin, probability: 5 %}}"),
        new(Codes.UnknownMeasure, "Not a measure, or one that is listed twice",
            "`measure` names what tables show first, each once. `explain measures` lists them.",
            "measure: [negative_rates]", "measure: [negative_rate]"),
        new(Codes.Seeds, "Not a list of seeds",
            "Seeds are whole numbers and ranges of them, each seed once: 7, 1..32, or 1,5,9. At most 100,000.",
            "seeds: 1-32", "seeds: 1..32"),
        new(Codes.InputFile, "A file that cannot be read",
            "The scenario names a file of measured round-trip times, of places or of calibrated costs that is not there or cannot be read. Paths are "
                + "relative to the "
            + "scenario file's folder; for --set also to the current one.",
            "network: {rtt: missing.csv}", "network: {delay: modelled}"),
        new(Codes.UnknownScenario, "No such scenario",
            "The file has no scenario of this name. `list` shows those it has.",
            "$ run mein", "$ run mine"),
        new(Codes.SetArgument, "--set is not key=value",
            "--set takes a dotted key, an equals sign and a value as the file would have it.",
            "$ run mine --set ledger.lag", "$ run mine --set ledger.lag=5s"),
        new(Codes.ScenarioName, "Not a name for a scenario",
            "A scenario's name is the name of a results folder: 1 to 64 letters, digits, '-', '_' and '.', starting with a "
                + "letter or digit.",
            "version: 1\nscenarios: {../mine: {}}", "version: 1\nscenarios: {mine: {}}"),
        new(Codes.WhereSyntax, "'where' cannot be read",
            "An expression compares dotted keys by == != < <= > >= with quantities, words or other keys, and joins comparisons "
                + "with "
            + "and, or, not and parentheses.",
            "sweep: {nodes: {values: [64, 128]}, where: nodes = 64}", "sweep: {nodes: {values: [64, 128]}, where: nodes == 64}"),
        new(Codes.WhereType, "'where' compares what cannot be compared",
            "Both sides of a comparison are of one kind: durations with durations, money with money. Words are compared by == "
                + "and != only.",
            "sweep: {nodes: {values: [64, 128]}, where: ledger.lag < 20 chunks}",
                "sweep: {nodes: {values: [64, 128]}, where: ledger.lag < 20 s}"),
        new(Codes.ThresholdSyntax, "Not a threshold",
            "A threshold is a measure, one of < <= > >=, and a quantity in the measure's unit: shares in % or as a part of 1, times in ms or s, "
                + "amounts in chunks, other measures without a unit.",
            "thresholds: [negative_rate 0.1 %]", "thresholds: [negative_rate < 0.1 %]"),
    ];
}
