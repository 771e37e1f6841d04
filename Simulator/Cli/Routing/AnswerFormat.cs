namespace Fleek.Sim.Cli.Routing;

/// <summary>How an answer is printed.</summary>
internal enum AnswerFormat
{
    Text,
    Csv,
    Json,
}
