namespace Anomaly.Storage.Partitions;

/// <summary>A wish to make a partition the home of a series that is at home elsewhere.</summary>
/// <param name="Seen">The row as it was read; the move is refused where it has changed since.</param>
/// <param name="Offset">The series' position in the new home; −1 where there is none.</param>
/// <param name="Positions">The encoded positions, the old home's now among them.</param>
public sealed record SeriesMove(SeriesRow Seen, long Offset, byte[] Positions);
