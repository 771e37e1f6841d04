namespace Fleek.Sim.Cli.Completing;

/// <summary>What a shell runs once so that it can complete this program's words: it asks the program itself.</summary>
internal static class ShellScripts
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    /// <exception cref="ArgumentOutOfRangeException">Another shell.</exception>
    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => throw new ArgumentOutOfRangeException(nameof(shell)),
    };

    private const string Bash = """
        # fleek-sim for bash: source <(./fleek-sim completion bash)
        _fleek_sim() {
          local IFS=$'\n'
          COMPREPLY=($("${COMP_WORDS[0]}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
        }
        complete -o default -F _fleek_sim fleek-sim ./fleek-sim

        """;

    private const string Zsh = """
        # fleek-sim for zsh: source <(./fleek-sim completion zsh)
        _fleek_sim() {
          local -a found
          found=("${(@f)$("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
          compadd -- $found
        }
        compdef _fleek_sim fleek-sim ./fleek-sim

        """;

    private const string Fish = """
        # fleek-sim for fish: ./fleek-sim completion fish | source
        complete -c fleek-sim -f -a '(set -l words (commandline -opc); $words[1] __complete -- $words[2..-1] (commandline -ct) 2>/dev/null)'

        """;
}
