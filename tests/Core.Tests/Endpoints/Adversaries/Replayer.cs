namespace Fleek.Tests.Core;

/// <summary>A client that says everything twice, and what it said in earlier sessions and on other lanes again.</summary>
internal sealed class Replayer(Random random)
{
    private readonly List<byte[]> _said = [];

    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        _said.Add(frame);
        return random.Next(4) switch
        {
            0 => [frame, frame],
            1 => [frame, _said[random.Next(_said.Count)]],
            2 => [_said[random.Next(_said.Count)], frame],
            _ => [frame],
        };
    }
}
