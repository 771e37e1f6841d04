namespace Fleek.Core.Primitives;

/// <summary>What a <see cref="RandomStream"/> is for. Numbers are part of every trace hash: never renumber, only add.</summary>
public static class StreamPurpose
{
    /// <summary>A node's commit decisions about one payer. Entity: user id times 2^20 plus node id.</summary>
    public const uint Commit = 1;

    /// <summary>A user's demand at one lane. Entity: user id times 2^10 plus the lane's place in the user's list.</summary>
    public const uint Demand = 2;

    /// <summary>Where a user lives. Entity: user id.</summary>
    public const uint Placement = 3;

    /// <summary>Which nodes serve a user. Entity: user id.</summary>
    public const uint Selection = 4;

    /// <summary>Lag of a node's transactions about one payer. Entity: as <see cref="Commit"/>.</summary>
    public const uint LedgerLag = 5;

    /// <summary>When a user's account is sampled. Entity: user id.</summary>
    public const uint Sampling = 6;

    /// <summary>Whether a user of a mixed workload asks at random or at a constant rate. Entity: user id.</summary>
    public const uint DemandKind = 7;

    /// <summary>When the ledger's first block comes. Entity: 0.</summary>
    public const uint BlockPhase = 8;

    /// <summary>How long a ledger that is one server takes for each transaction. Entity: 0.</summary>
    public const uint LedgerService = 9;

    /// <summary>Which nodes belong to which group. Entity: node id.</summary>
    public const uint NodeGroup = 10;

    /// <summary>Losses of one direction of a lane, each apart. Entity: user id times 2^20 plus node id, times 2, plus 1 downward.</summary>
    public const uint LinkLoss = 20;

    /// <summary>Losses of one direction of a lane that come in bursts. Entity: as <see cref="LinkLoss"/>.</summary>
    public const uint LinkBurstLoss = 21;

    /// <summary>What delays vary by on one direction of a lane. Entity: as <see cref="LinkLoss"/>.</summary>
    public const uint LinkJitter = 22;

    /// <summary>Duplicates on one direction of a lane. Entity: as <see cref="LinkLoss"/>.</summary>
    public const uint LinkDuplicate = 23;

    /// <summary>What is held back on one direction of a lane. Entity: as <see cref="LinkLoss"/>.</summary>
    public const uint LinkReorder = 24;

    /// <summary>Whether and when a node crashes. Entity: node id.</summary>
    public const uint NodeCrash = 25;

    /// <summary>Which nodes a partition cuts off. Entity: node id.</summary>
    public const uint PartitionNodes = 26;

    /// <summary>Which users a partition cuts off. Entity: user id.</summary>
    public const uint PartitionUsers = 27;

    /// <summary>A node's clock. Entity: node id.</summary>
    public const uint NodeClock = 28;

    /// <summary>A limit of the rate of one direction of a lane; it draws nothing. Entity: as <see cref="LinkLoss"/>.</summary>
    public const uint LinkRate = 29;

    /// <summary>A partition that cuts one direction of a lane; it draws nothing there. Entity: as <see cref="LinkLoss"/>.</summary>
    public const uint LinkPartition = 30;

    /// <summary>Whether a user's links are disturbed at all. Entity: user id.</summary>
    public const uint LinkUsers = 31;

    /// <summary>Nonces and seeds of ticket chains of a party of the exchange. Entity: the party's, incarnation: its restarts.</summary>
    public const uint Nonces = 40;

    /// <summary>Which nodes are assigned to a payer: a node's score, the same under every seed. Entity: as <see cref="Commit"/>.</summary>
    public const uint Assignment = 50;

    /// <summary>Seeds of runs that part from others. Entity: repetition times 2^10 plus stage.</summary>
    public const uint Splitting = 60;

    /// <summary>A client's choice at random among nodes and ties. Entity: a mix of client and node.</summary>
    public const uint NodeChoice = 70;

    /// <summary>Where a faulty geo table puts a block of addresses. Entity: the block's number.</summary>
    public const uint GeoTableError = 71;

    /// <summary>Directions in which network coordinates that coincide are pushed apart. Entity: the coordinate's number.</summary>
    public const uint Coordinates = 72;

    /// <summary>In which fold of a trial with held-out vantage points one is. Entity: its AS number.</summary>
    public const uint HeldOut = 73;

    /// <summary>Where a system of a synthetic Internet is, and from whom it buys transit. Entity: its number.</summary>
    public const uint InternetSystem = 80;

    /// <summary>Who is on an exchange. Entity: the exchange times 2^24 plus the system.</summary>
    public const uint InternetExchange = 81;

    /// <summary>Whether two systems peer. Entity: the lesser number times 2^24 plus the greater one.</summary>
    public const uint InternetPeering = 82;

    /// <summary>How long the cable between two places is. Entity: the lesser one times 2^24 plus the greater one.</summary>
    public const uint InternetCable = 83;

    /// <summary>What a link between systems delays. Entity: as <see cref="InternetPeering"/>.</summary>
    public const uint InternetLink = 84;

    /// <summary>Who gives its routes to collectors. Entity: the system's number.</summary>
    public const uint InternetCollector = 85;

    /// <summary>In which network a user is, and what its access takes. Entity: user id.</summary>
    public const uint InternetUser = 86;

    /// <summary>In which network a node is, and what its access takes. Entity: node id.</summary>
    public const uint InternetNode = 87;

    /// <summary>What a probe measures. Entity: as <see cref="Commit"/>.</summary>
    public const uint InternetProbe = 88;

    /// <summary>Who is on published lists of members and places, and which prefixes are mobile. Entity: the site times 2^24 plus the system.</summary>
    public const uint InternetListing = 89;

    /// <summary>In which region a node begins. Entity: node id.</summary>
    public const uint LocationStart = 90;

    /// <summary>In which order the nodes of a round reconsider where to be. Entity: the round.</summary>
    public const uint LocationOrder = 91;

    /// <summary>Whether and how a node reconsiders where to be. Entity: its number among those that ever considered to enter.</summary>
    public const uint LocationChoice = 92;

    /// <summary>What a node costs in a region. Entity: the region.</summary>
    public const uint RegionCost = 93;

    /// <summary>Where a node of a study of coverage is. Entity: node id.</summary>
    public const uint CoverageNode = 94;

    /// <summary>Where a client of a study of coverage is. Entity: the client's number.</summary>
    public const uint CoverageClient = 95;

    /// <summary>When a coordinator visits a node as a client. Entity: node id.</summary>
    public const uint ShopperVisit = 110;

    /// <summary>Whether a node fails a coordinator's visit. Entity: node id.</summary>
    public const uint VisitOutcome = 111;

    /// <summary>When honest clients of a study of collusion come, from where, and what they want. Entity: 0.</summary>
    public const uint HonestSession = 112;

    /// <summary>What a node of a study of rewards is like. Entity: node id.</summary>
    public const uint NodeTraits = 113;

    /// <summary>Whom a node measures in an epoch, and how far it is off. Entity: node id; incarnation: the epoch.</summary>
    public const uint NodeReports = 114;

    /// <summary>What nodes serve in an epoch. Entity: the epoch.</summary>
    public const uint EpochDemand = 115;

    /// <summary>Bytes of a block that is delivered. Entity: the content's number times 2^24 plus the block.</summary>
    public const uint DeliveredBytes = 100;

    /// <summary>When clients come, and to what. Entity: 0.</summary>
    public const uint Arrivals = 101;

    /// <summary>Where a client is, and what it wants. Entity: the client's number.</summary>
    public const uint Visitor = 102;

    /// <summary>Sizes of a page's assets. Entity: the page's number.</summary>
    public const uint PageAssets = 103;
}
