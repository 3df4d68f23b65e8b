using System.Runtime.InteropServices;
using Anomaly.Chaos.Running;

if (ChaosOptions.Parse(args, out var error) is not { } options)
{
    await Console.Error.WriteLineAsync(error);
    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
await using var servers = new Servers();
try
{
    await servers.StartAsync(stop.Token);
    var report = await ChaosRun.RunAsync(options, servers, Console.Out, stop.Token);
    return report.Failures.Count == 0 ? 0 : 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("interrupted");
    return 1;
}

void Cancel(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
