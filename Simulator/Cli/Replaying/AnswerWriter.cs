using System.Text;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Replaying;

/// <summary>Turns text that ends its lines itself into lines of the answer.</summary>
internal sealed class AnswerWriter(Terminal terminal) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }
        terminal.Answer(_line.ToString());
        _line.Clear();
    }
}
