namespace Anomaly.Bench.Database;

/// <summary>A row of the results, a database with a number of series.</summary>
internal sealed record DatabaseRow(
    string Name,
    int Series,
    int PayloadBytes,
    int StoredPayloadBytes,
    double RowsPerSecond,
    double ServerMicrosecondsPerRow,
    double ClientMicrosecondsPerRow,
    long AllocatedPerRow,
    long WalPerRow,
    long BytesPerSeries,
    double HotShare,
    double VacuumMicrosecondsPerSeries,
    double LoadedPerSecond,
    double LoadServerMicrosecondsPerRow,
    double LoadClientMicrosecondsPerRow,
    long LoadAllocatedPerRow);
