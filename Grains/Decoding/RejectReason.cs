namespace Anomaly.Grains.Decoding;

/// <summary>Why a record cannot be used: the values of the label <c>reason</c> of <c>records_rejected_total</c>.</summary>
internal static class RejectReason
{
    /// <summary>Begins as JSON, but is not.</summary>
    public const string NotJson = "not_json";

    /// <summary>Neither JSON of a known shape nor line protocol.</summary>
    public const string UnknownFormat = "unknown_format";

    /// <summary>A field holds another kind of value than it must.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A number in quotes where a number must stand.</summary>
    public const string NumberAsText = "number_as_text";

    /// <summary>NaN, an infinity, or a number beyond the range of a double.</summary>
    public const string NonFiniteValue = "non_finite_value";

    /// <summary>A sample without a value.</summary>
    public const string MissingValue = "missing_value";

    /// <summary>A sample that does not say of which series.</summary>
    public const string MissingSeries = "missing_series";

    /// <summary>Neither the sample nor the record has a time.</summary>
    public const string MissingTimestamp = "missing_timestamp";

    /// <summary>A time that cannot be read, or lies outside of what is believable.</summary>
    public const string InvalidTimestamp = "invalid_timestamp";

    /// <summary>A series id that is empty, too long, or no clean text.</summary>
    public const string InvalidSeries = "invalid_series";

    /// <summary>Labels that are no object of strings, or too many.</summary>
    public const string InvalidLabels = "invalid_labels";

    /// <summary>Nothing in it: no bytes, no element, no numeric field.</summary>
    public const string EmptyRecord = "empty_record";

    /// <summary>More samples than one record may hold.</summary>
    public const string TooManySamples = "too_many_samples";

    /// <summary>A record without a key is too large to be sent again with one.</summary>
    public const string TooLarge = "too_large";

    /// <summary>It has samples of series that would be too many; those of others in it were taken.</summary>
    public const string TooManySeries = "too_many_series";

    /// <summary>What is found out once a record was read.</summary>
    public static IReadOnlyList<string> Later { get; } = [TooLarge, TooManySeries];

    /// <summary>All that a decoder gives.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        NotJson, UnknownFormat, WrongType, NumberAsText, NonFiniteValue, MissingValue, MissingSeries,
        MissingTimestamp, InvalidTimestamp, InvalidSeries, InvalidLabels, EmptyRecord, TooManySamples,
    ];
}
