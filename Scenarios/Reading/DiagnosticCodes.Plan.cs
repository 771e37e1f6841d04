namespace Fleek.Scenarios.Reading;

public static partial class DiagnosticCodes
{
    private static IReadOnlyList<DiagnosticCode> PlanCodes =>
    [
        new(Codes.EmptyGrid, "An empty grid",
            "The sweep has no axis, or an axis has no values, so there is nothing to run.",
            "sweep: {nodes: {values: []}}", "sweep: {nodes: {values: [64, 128]}}"),
        new(Codes.AllExcluded, "'where' excludes every cell",
            "No cell of the grid meets the condition, so there is nothing to run.",
            "sweep: {nodes: {values: [64, 128]}, where: nodes > 200}", "sweep: {nodes: {values: [64, 128]}, where: nodes > 100}"),
        new(Codes.GridTooLarge, "The grid is too large",
            "A grid has at most 100,000 cells, an axis at most 10,000 values, and a plan at most 100,000,000 runs. Far fewer "
                + "already need --yes.",
            "sweep:\n  nodes: {from: 100, to: 1000, points: 500}\n  ledger.lag: {from: 1 s, to: 10 s, points: 500}",
            "sweep:\n  nodes: {from: 100, to: 1000, points: 10}\n  ledger.lag: {from: 1 s, to: 10 s, points: 10}"),
        new(Codes.DuplicateValue, "The same cell twice",
            "An axis has a value twice, or an axis changes nothing in some cells, so that the same cell would be run twice.",
            "sweep: {nodes: {values: [64, 64]}}", "sweep: {nodes: {values: [64, 128]}}"),
        new(Codes.OverlappingAxes, "Two axes set the same key",
            "One axis varies a mapping and another a key inside it, or --set names a key that an axis sets, so one of them "
                + "would have no effect.",
            "sweep:\n  payments.commit: {values: [{rule: every-chunk}]}\n  payments.commit.rule: {values: [coin]}",
            "sweep:\n  payments.commit: {values: [{rule: every-chunk}, {rule: coin}]}"),
        new(Codes.SeveralValues, "Several values for one run",
            "--set key=a,b varies a key, which `sweep` does. A value that has commas itself is quoted.",
            "$ run mine --set nodes=64,128", "$ sweep mine --set nodes=64,128"),
        new(Codes.TooManyServingNodes, "More serving nodes than there are",
            "A user is served by at most all nodes of the network, and a run has at most 4,000,000 lanes (users times serving "
                + "nodes).",
            "nodes: 4\nusers: {serving_nodes: 8}", "nodes: 8\nusers: {serving_nodes: 8}"),
        new(Codes.ThresholdAboveBalance, "The freeze threshold is above the balance",
            "Every account would be frozen before its first chunk.",
            "users: {balance: 100 chunks}\npayments: {freeze_threshold: 200 chunks}",
            "users: {balance: 300 chunks}\npayments: {freeze_threshold: 200 chunks}"),
        new(Codes.SamplingTooLate, "Sampling starts after the end",
            "Samples are taken between sampling.after and the duration, which therefore comes later.",
            "duration: 10 s\nsampling: {after: 30 s, tail: 1 chunk}", "duration: 60 s\nsampling: {after: 30 s, tail: 1 chunk}"),
        new(Codes.NearestWithoutPlaces, "Nearest nodes of a network without places",
            "With network.delay none there is no map, and a file of round-trip times without a file of places has none either, "
                + "so no node is near.",
            "network: {delay: none}", "network: {delay: none}\nusers: {selection: random}"),
        new(Codes.RttWithoutDelay, "Measured delays that would not be used",
            "network.rtt replaces the modelled delay; with network.delay none it would be ignored. network.places belongs to "
                + "network.rtt.",
            "network: {places: scenarios.yaml}", "network: {delay: modelled}"),
        new(Codes.MoneyOverflow, "More money than can be counted",
            "All balances of a run together, and what all serving nodes may see of one account, stay below 2^63 base units "
                + "(9.2 million credits).",
            "users: {count: 1000000, balance: 1000 credit}", "users: {count: 1000, balance: 1000 credit}"),
        new(Codes.LagOfZero, "A random lag of zero",
            "An exponential or log-normal lag has a mean above 0.",
            "ledger: {lag: 0 s, distribution: exponential}", "ledger: {lag: 0 s}"),
        new(Codes.NotSweepable, "A key that cannot be varied",
            "The question, the seeds and the list of measures are those of the whole plan: every cell has the same.",
            "sweep: {seeds: {values: [1, 2]}}", "seeds: 1..2\nsweep: {nodes: {values: [64, 128]}}"),
        new(Codes.MixedUnits, "Chunks and credit on one axis",
            "An axis is one column of the tables, and a column has one unit.",
            "sweep: {users.balance: {values: [600 chunks, 1 credit]}}",
                "sweep: {users.balance: {values: [600 chunks, 1000 chunks]}}"),
        new(Codes.NothingSampled, "A measure that needs sampling",
            "Measures of exposure are taken only where the scenario has `sampling`.",
            "measure: [exposure_chunks]", "measure: [exposure_chunks]\nsampling: {after: 30 s, tail: 100 chunks}"),
        new(Codes.BlockTooSmall, "A block that holds nothing",
            "A block of the ledger holds at least one transaction.",
            "ledger: {distribution: blocks, block_bytes: 100 B}", "ledger: {distribution: blocks, block_bytes: 100 KiB}"),
        new(Codes.LedgerWithoutQueue, "A measure that needs blocks",
            "Times of transactions are measured only where the ledger has blocks, a queue or rounds: elsewhere `ledger.lag` says them.",
            "measure: [ledger_lag_p99_s]", "measure: [ledger_lag_p99_s]\nledger: {distribution: blocks}"),
        new(Codes.NotACommittee, "A committee that cannot agree",
            "Validators are 3 f + 1, of which no more than f go down; messages between them take time, and an epoch is longer than the pause "
                + "at its beginning.",
            "ledger: {distribution: rounds, validators: 12}", "ledger: {distribution: rounds, validators: 13}"),
        new(Codes.FaultTooLong, "A fault that outlasts the run",
            "Nodes that crash are up again, and partitions heal, by the end of the duration: a run ends when every ticket is "
                + "redeemed.",
            "duration: 60 s\nfaults: {crash: {nodes: 10 %, after: 50 s, for: 20 s}}",
            "duration: 60 s\nfaults: {crash: {nodes: 10 %, after: 30 s, for: 20 s}}"),
        new(Codes.NothingFails, "A measure that needs faults",
            "Retransmissions are counted only where the scenario has faulty links, a partition or crashes.",
            "measure: [retransmissions_per_1000_messages]", "measure: [retransmissions_per_1000_messages]\nnetwork: {loss: 1 %}"),
        new(Codes.RealUnsupported, "Too much for real cryptography",
            "With cryptography.mode real every message is a frame that the endpoints make and check. That is for small scenarios without "
                + "faults and fast-forward, with windows of at most 32 chunks, chunks of at most 256 KiB, and at most 10,000 lanes.",
            "cryptography: {mode: real}\nnetwork: {loss: 1 %}", "cryptography: {mode: real}"),
        new(Codes.CalibrationUnused, "Costs that would not be used",
            "With network.delay none messages arrive at once, whatever cryptography costs, so a calibration would change nothing.",
            "cryptography: {calibration: scenarios.yaml}\nnetwork: {delay: none}\nusers: {selection: random}",
            "cryptography: {calibration: scenarios.yaml}"),
        new(Codes.SamplingOfRounds, "Sampling where each node sees the ledger in its own time",
            "Exposure is what is not on the ledger that all nodes see. With rounds, or a central biller, there is no such ledger.",
            "ledger: {distribution: rounds}\nsampling: {after: 30 s, tail: 100 chunks}", "ledger: {distribution: rounds}"),
        new(Codes.LimitTerms, "Limits that do not add up",
            "The freeze threshold covers the start-up credit of all nodes that have it (F >= kappa c0), a lease is no less than that credit, a "
                + "reserve is at least a chunk unless leases are whole chunks, and no more nodes are assigned than there are.",
            "payments: {freeze_rule: lease, lease: {bootstrap: 10 chunks}}",
            "payments: {freeze_rule: lease, freeze_threshold: 40 chunks, lease: {bootstrap: 10 chunks}}"),
        new(Codes.LeaseUnsupported, "What accounts with limits cannot be put through",
            "A node that forgets what it gave back is not safe, so that leases need nodes that keep their disks; tickets of a lottery are worth "
                + "more than their chunks, if they win; and the frames of real cryptography know neither limits nor lotteries.",
            "cryptography: {mode: real}\npayments: {freeze_rule: static-cap}", "payments: {freeze_rule: static-cap}"),
        new(Codes.AdversaryTerms, "An adversary, or a deposit, that does not add up",
            "Hostile nodes are among those that serve an account; identities have nodes of their own; what begins during a run begins before its "
                + "end; a node's lower threshold is below that of the others; hints need a rule that sends them; and what unfreezes an account is "
                + "more than what freezes it.",
            "users: {serving_nodes: 4}\nadversary: {kind: eclipse, nodes: 5}", "users: {serving_nodes: 4}\nadversary: {kind: eclipse, nodes: 4}"),
        new(Codes.AdversaryUnsupported, "What cannot run with cheating or with money that moves",
            "Adversaries, deposits and settlement by epochs run on a network without faults and with modelled cryptography; deposits need accounts "
                + "without limits; adversaries accounts without deposits and collateral and nodes that are all alike; and neither goes with users who "
                + "move from node to node.",
            "adversary: {kind: all-nodes}\nnetwork: {loss: 1 %}", "adversary: {kind: all-nodes}"),
        new(Codes.NothingMoves, "A measure that needs an adversary, deposits or a settlement",
            "Without any of them an account that falls below zero stays there, and `negative_rate`, `overshoot_chunks` and `bad_debt_ratio` say "
                + "all.",
            "measure: [adversary_gain_chunks]", "measure: [adversary_gain_chunks]\nadversary: {kind: all-nodes}"),
    ];
}
