namespace Fleek.Core.Ledger;

/// <summary>Why the ledger did not apply a transaction; it then changed nothing at all.</summary>
public enum LedgerRefusal : byte
{
    None = 0,

    /// <summary>The encoding is not one of a transaction.</summary>
    Malformed = 1,

    /// <summary>A field is out of its range, or two fields contradict each other.</summary>
    FieldOutOfRange = 2,

    /// <summary>Meant for another ledger.</summary>
    WrongChain = 3,

    /// <summary>Not signed by who should have: payer, device or node.</summary>
    BadSignature = 4,

    /// <summary>The author of the transaction did not sign it.</summary>
    BadAuthor = 5,

    /// <summary>Not the author's next transaction: a repetition, or one is missing before it.</summary>
    BadSequence = 6,

    /// <summary>An account cannot pay what the transaction costs.</summary>
    InsufficientFunds = 7,

    /// <summary>Money of that kind is already on its way out.</summary>
    WithdrawalPending = 8,

    /// <summary>No such grant is registered.</summary>
    UnknownGrant = 9,

    /// <summary>The node never had a stake here.</summary>
    UnknownNode = 10,

    /// <summary>The node may not redeem this grant.</summary>
    NotInScope = 11,

    /// <summary>The grant has no lane of that number.</summary>
    LaneOutOfGrant = 12,

    /// <summary>The epoch is not one of the grant's.</summary>
    EpochOutOfGrant = 13,

    /// <summary>The epoch has not begun.</summary>
    EpochAhead = 14,

    /// <summary>The epoch is closed, for redeeming or for disputes.</summary>
    EpochClosed = 15,

    /// <summary>The unit price is above the most that the grant allows.</summary>
    PriceAboveGrant = 16,

    /// <summary>The ticket does not lead to the head of its chain, or is of a unit that is not of it.</summary>
    BadTicket = 17,

    /// <summary>Headers that do not follow each other, or do not cover the units.</summary>
    BadHeaders = 18,

    /// <summary>The chunk was sent as it is: no key belongs to it.</summary>
    NoKey = 19,

    /// <summary>A unit of it is or was in dispute.</summary>
    AlreadyDisputed = 20,

    /// <summary>The poster cannot lay down the deposit.</summary>
    NoDeposit = 21,

    /// <summary>Payer or grant cannot cover the units in full: nobody owes anything.</summary>
    NothingToEscrow = 22,

    /// <summary>The lane has as many disputes as are kept.</summary>
    TooManyDisputes = 23,

    /// <summary>No such dispute is open.</summary>
    UnknownDispute = 24,

    /// <summary>Not the key that the header commits to.</summary>
    WrongKey = 25,

    /// <summary>The bytes are not of the ciphertext that the header names.</summary>
    BadCiphertext = 26,

    /// <summary>The path does not lead from the group's place to the content id that the header names.</summary>
    BadPath = 27,

    /// <summary>Two statements that do not contradict each other.</summary>
    NoContradiction = 28,

    /// <summary>The node was slashed for it before.</summary>
    AlreadySlashed = 29,

    /// <summary>Height only grows.</summary>
    HeightNotAhead = 30,
}
