namespace Anomaly.Grains.Decoding.LineProtocol;

/// <summary>What a field's value is.</summary>
internal enum FieldKind
{
    /// <summary>No value at all.</summary>
    Missing,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>NaN, an infinity, or too large.</summary>
    NonFinite,

    /// <summary>A boolean, which is no sample.</summary>
    Skipped,

    /// <summary>None of these.</summary>
    Wrong,
}
