namespace Anomaly.Dashboard.Overview;

/// <summary>A series' row of the map.</summary>
/// <param name="Series">The series' id.</param>
/// <param name="Total">All its anomalies in the range.</param>
/// <param name="Cells">Its squares, oldest first.</param>
public sealed record HeatRow(string Series, long Total, IReadOnlyList<HeatCell> Cells)
{
    /// <summary>Rows that look the same are equal.</summary>
    public bool Equals(HeatRow? other) =>
        other is not null && (ReferenceEquals(this, other) || (Series == other.Series && Total == other.Total && Cells.SequenceEqual(other.Cells)));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Series, Total);
}
