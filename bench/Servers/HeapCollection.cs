using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace Anomaly.Bench.Servers;

/// <summary>Has another .NET process collect all its garbage: the runtime does it when a listener asks for it in opening a session.</summary>
internal static class HeapCollection
{
    private const long CollectKeyword = 0x800000;

    public static async Task ForceAsync(int process)
    {
        var client = new DiagnosticsClient(process);
        using var session = await client.StartEventPipeSessionAsync(
            new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, CollectKeyword), requestRundown: false, circularBufferMB: 16, CancellationToken.None);
        var drained = session.EventStream.CopyToAsync(Stream.Null);
        await session.StopAsync(CancellationToken.None);
        await drained;
    }
}
