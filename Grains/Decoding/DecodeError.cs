namespace Anomaly.Grains.Decoding;

/// <summary>What is wrong with a record.</summary>
/// <param name="Reason">One of <see cref="RejectReason"/>.</param>
/// <param name="Field">Where: <c>[1].value</c>, <c>line 2.usage</c>, or <c>$</c> for the record as a whole.</param>
/// <param name="Detail">The rest of the sentence: <c>is "abc"; must be a number</c>.</param>
internal readonly record struct DecodeError(string Reason, string Field, string Detail)
{
    /// <summary>The field that stands for the whole record.</summary>
    public const string WholeRecord = "$";
}
