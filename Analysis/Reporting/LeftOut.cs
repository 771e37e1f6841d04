using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Reporting;

/// <summary>What the model leaves out: whoever quotes a number should have read it.</summary>
internal static class LeftOut
{
    public static IReadOnlyList<string> Of(Plan plan) =>
        plan.Cells[0].Scenario.Incentives is not null ? _ofIncentives
        : plan.Cells[0].Scenario.Coverage is not null ? _ofCoverage
        : plan.Cells[0].Scenario.Collusion is not null ? _ofCollusion
        : plan.Cells[0].Scenario.Rewards is not null ? _ofRewards
        : plan.Cells[0].Scenario.Delivery is not null ? _ofDelivery
        : _ofPayments;

    private static readonly string[] _ofIncentives =
    [
        "Demand of a region is fixed: it does not grow because nodes come, and users do not go to a neighbouring region.",
        "Nodes of a region share its demand equally: none is faster, cheaper or better known than another.",
        "A node is in one region at a time and serves all the demand that it gets, however much.",
        "Prices do not move: more nodes do not make service cheaper.",
    ];

    private static readonly string[] _ofCoverage =
    [
        "The nearest node is the one at the least distance over the ground, and it always has room.",
        "Cities are points, and a node within 60 km of a client is one millisecond away.",
        "Round trips are those of the fitted delay model between places, not measured, and of the nearest node by distance alone.",
        "Clients are those of the cities of the list alone, or uniform over land and sea.",
    ];

    private static readonly string[] _ofCollusion =
    [
        "Operators who collude do not help each other: each has one node and clients of its own, and a node that was given up does not come back.",
        "Colluding clients ask at a fixed pace and do not wait for a better draw; what they could save up is within the same budgets.",
        "A visit cannot be told from a client, and its chance to fail is the same each time.",
        "Honest clients are served at the full rate of their access links by all of their nodes, colluding ones too.",
        "The ledger pays at once what it pays; its lag, fees and disputes are left out.",
    ];

    private static readonly string[] _ofRewards =
    [
        "What nodes serve does not depend on their reputation, since no rule of the real network sends clients by it.",
        "Nodes are good or poor for ever, and a node that is left out asks to come back at once.",
        "Measurements are off by normal errors; liars know each other and say the same of everybody else.",
    ];

    private static readonly string[] _ofDelivery =
    [
        "Browsers are models: WebTransport, WebRTC and service workers as messages, windows and times, not as programs.",
        "Each client has a link of its own to the gateway and to its node; nothing is lost, and no processor is ever busy.",
        "Slow start ends at the greatest window: there is no congestion that would end it sooner.",
        "A page's assets are asked for all at once and come in order; painting and scripts take no time.",
        "A load is one job at the gateway and one at a node for each download, first come, first served.",
    ];

    private static readonly string[] _ofPayments =
    [
        "Lanes share no bandwidth: every (user, node) lane has its own rate, and a busy node slows nobody.",
        "No message is lost, duplicated or reordered within a lane, and no node or user fails or restarts.",
        "Delay between two places is one number per pair (measured, or from a fitted model), without jitter or load.",
        "Cryptography is modelled by its message sizes; signatures and hashes are not computed and cost no time.",
        "One lane per user and serving node, one account per user, and the same nodes until the account is frozen.",
        "Places of nodes and users are drawn once from the world's large metro areas or the measured cities; nobody moves.",
        "The ledger shows every transaction after the stated visibility lag, whatever the load; no fees, no capacity limit.",
        "Users are honest: they pay for every chunk they receive and use no nodes beyond those stated.",
        "Nobody deposits or withdraws during a run.",
        "Chunks all have one size and one price.",
    ];
}
