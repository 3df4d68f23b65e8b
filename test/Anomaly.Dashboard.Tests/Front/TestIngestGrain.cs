using System.Text;
using Anomaly.Grains.Interfaces.Ingestion;
using Orleans.Concurrency;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>Takes whatever does not ask for something else.</summary>
public sealed class TestIngestGrain : Grain, IIngestGrain
{
    private static readonly Dictionary<string, string[]> Nothing = [];

    public Task<IngestResult> PublishAsync(Immutable<byte[]> body, CancellationToken cancellationToken = default) => Task.FromResult(Encoding.UTF8.GetString(body.Value) switch
    {
        "invalid" => new IngestResult(IngestOutcome.Invalid, 0, new Dictionary<string, string[]> { ["[1].value"] = ["is NaN; must be a finite number"] }, "One sample of two is wrong."),
        "too large" => new IngestResult(IngestOutcome.TooLarge, 0, Nothing, "The broker takes 1000 bytes."),
        "unavailable" => new IngestResult(IngestOutcome.Unavailable, 0, Nothing, null),
        "crash" => throw new InvalidOperationException("secret inside"),
        var text => new IngestResult(IngestOutcome.Accepted, text.Split('\n').Length, Nothing, null),
    });
}
