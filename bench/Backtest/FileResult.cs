namespace Anomaly.Bench.Backtest;

/// <summary>What became of a file. The arrays have one element for each point that was judged.</summary>
internal sealed record FileResult
{
    /// <summary>The file, as it is shown.</summary>
    public required string Name { get; init; }

    /// <summary>How many samples it has.</summary>
    public required int Samples { get; init; }

    /// <summary>Event times, Unix milliseconds, none earlier than the one before.</summary>
    public required long[] Times { get; init; }

    /// <summary>What was judged: the values, or the rates of a counter.</summary>
    public required double[] Values { get; init; }

    /// <summary>What was expected, and the usual range, as the service's charts show it; NaN where it is not known.</summary>
    public required double[] Expected { get; init; }

    /// <inheritdoc cref="Expected"/>
    public required double[] Lower { get; init; }

    /// <inheritdoc cref="Expected"/>
    public required double[] Upper { get; init; }

    /// <summary>The method whose expectation that is; null where none has one.</summary>
    public string? ExpectedBy { get; init; }

    /// <summary>Each method, in the order that they run in.</summary>
    public required IReadOnlyList<MethodResult> Methods { get; init; }
}
