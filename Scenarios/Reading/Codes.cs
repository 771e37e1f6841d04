namespace Fleek.Scenarios.Reading;

/// <summary>The codes by name, for the code that reports them. <see cref="DiagnosticCodes"/> explains each.</summary>
internal static class Codes
{
    public const string Syntax = "FS1001";
    public const string UnknownKey = "FS1002";
    public const string Missing = "FS1003";
    public const string WrongKind = "FS1004";
    public const string MissingUnit = "FS1005";
    public const string UnknownUnit = "FS1006";
    public const string DuplicateKey = "FS1007";
    public const string TooLarge = "FS1008";
    public const string NotANumber = "FS1009";
    public const string OutOfRange = "FS1010";
    public const string UnknownWord = "FS1011";
    public const string NotWhole = "FS1012";
    public const string Version = "FS1013";
    public const string UnusedKey = "FS1014";
    public const string UnknownMeasure = "FS1015";
    public const string Seeds = "FS1016";
    public const string InputFile = "FS1017";
    public const string UnknownScenario = "FS1018";
    public const string SetArgument = "FS1019";
    public const string ScenarioName = "FS1020";
    public const string WhereSyntax = "FS1021";
    public const string WhereType = "FS1022";
    public const string ThresholdSyntax = "FS1023";

    public const string EmptyGrid = "FS2001";
    public const string AllExcluded = "FS2002";
    public const string GridTooLarge = "FS2003";
    public const string DuplicateValue = "FS2004";
    public const string OverlappingAxes = "FS2005";
    public const string SeveralValues = "FS2006";
    public const string TooManyServingNodes = "FS2007";
    public const string ThresholdAboveBalance = "FS2008";
    public const string SamplingTooLate = "FS2009";
    public const string NearestWithoutPlaces = "FS2010";
    public const string RttWithoutDelay = "FS2011";
    public const string MoneyOverflow = "FS2012";
    public const string LagOfZero = "FS2013";
    public const string NotSweepable = "FS2014";
    public const string MixedUnits = "FS2015";
    public const string NothingSampled = "FS2016";
    public const string BlockTooSmall = "FS2017";
    public const string LedgerWithoutQueue = "FS2018";
    public const string NotACommittee = "FS2019";
    public const string FaultTooLong = "FS2020";
    public const string NothingFails = "FS2021";
    public const string RealUnsupported = "FS2022";
    public const string CalibrationUnused = "FS2023";
    public const string SamplingOfRounds = "FS2024";
    public const string LimitTerms = "FS2025";
    public const string LeaseUnsupported = "FS2026";
    public const string AdversaryTerms = "FS2027";
    public const string AdversaryUnsupported = "FS2028";
    public const string NothingMoves = "FS2029";
    public const string MoveUnsupported = "FS2030";
    public const string GroupTerms = "FS2031";
    public const string NothingToMeasure = "FS2032";
    public const string InternetTerms = "FS2033";
    public const string StudyTerms = "FS2034";
    public const string LocationList = "FS2035";
    public const string DemandList = "FS2036";
}
