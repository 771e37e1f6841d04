using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>
/// What a party was told of the accounts that it watches. A view that begins again, since the party had lost its replica or did not read,
/// becomes entries of what changed meanwhile: a party hears of an account's opening once.
/// </summary>
internal sealed class NewsBook(PublicKey party)
{
    private readonly Dictionary<PublicKey, (Credits Balance, Credits Own)> _told = [];

    /// <summary>Accounts that were opened.</summary>
    public int Count => _told.Count;

    /// <summary>What the party is to hear for one piece of news: itself, or up to two entries.</summary>
    public void Translate(in LedgerNews news, List<LedgerNews> heard)
    {
        if (news.Kind != LedgerNewsKind.Opened || !_told.TryGetValue(news.Payer, out (Credits Balance, Credits Own) told))
        {
            heard.Add(news);
            return;
        }

        Credits own = news.Cumulative - told.Own, rest = told.Balance - news.Amount - own;
        if (own != Credits.Zero) heard.Add(EntryOf(news, party, own, news.Cumulative));
        if (rest != Credits.Zero) heard.Add(EntryOf(news, default, rest, default));
    }

    /// <summary>The party was told.</summary>
    public void Told(in LedgerNews news)
    {
        switch (news.Kind)
        {
            case LedgerNewsKind.Opened:
                _told[news.Payer] = (news.Amount, news.Cumulative);
                break;
            case LedgerNewsKind.Entry when _told.TryGetValue(news.Payer, out (Credits Balance, Credits Own) before):
                (Credits balance, Credits own) = before;
                _told[news.Payer] = (balance - news.Amount, news.Node == party ? news.Cumulative : own);
                break;
        }
    }

    private static LedgerNews EntryOf(in LedgerNews opened, in PublicKey node, Credits amount, Credits cumulative) =>
        new(LedgerNewsKind.Entry, opened.Height) { Payer = opened.Payer, Node = node, Amount = amount, Cumulative = cumulative };
}
