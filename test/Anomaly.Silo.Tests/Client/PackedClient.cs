using Anomaly.Testing.Packages;

namespace Anomaly.Silo.Tests.Client;

/// <summary>The client package and the sample service, packed and built once, each by the first test that needs it.</summary>
public sealed class PackedClient : IAsyncDisposable
{
    private Task<ClientPackage>? _package;
    private Task<string>? _watcher;

    public Task<ClientPackage> PackageAsync() => _package ??= ClientPackage.PackAsync(TestContext.Current.CancellationToken);

    /// <summary>The path of the sample's program.</summary>
    public Task<string> WatcherAsync() => _watcher ??= BuildAsync();

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_watcher ?? Task.CompletedTask, _package ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_package is { IsCompletedSuccessfully: true })
        {
            (await _package).Dispose();
        }
    }

    private async Task<string> BuildAsync() => await (await PackageAsync()).BuildWatcherAsync(TestContext.Current.CancellationToken);
}
