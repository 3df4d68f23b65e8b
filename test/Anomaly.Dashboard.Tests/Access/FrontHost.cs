using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Api;
using Anomaly.Dashboard.Configuration;
using Anomaly.Storage.Access;
using Anomaly.Testing.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>Where a front listens, who it lets in and how often, without a cluster behind it.</summary>
internal sealed class FrontHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FrontHost(WebApplication app, FrontSettings web) => (_app, Address) = (app, new Uri($"{web.Scheme}://127.0.0.1:{web.Port}"));

    public Uri Address { get; }

    public static async Task<FrontHost> StartAsync(Action<FrontSettings> configure, TimeProvider? time = null)
    {
        var web = new FrontSettings { Host = "127.0.0.1", Port = LoopbackPort.Take() };
        configure(web);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<IApiKeyStore>(new NoKeys());
        builder.Listen(web);
        builder.Services.AddAccess(web);
        builder.Services.AddHealthChecks();
        var app = builder.Build();
        app.UseSecurityHeaders(web);
        app.UseOwnNamesOnly(web);
        app.UseAccess();
        app.MapHealth();
        app.MapGet("/anomalies", () => "some");
        await app.StartAsync();
        return new FrontHost(app, web);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class NoKeys : IApiKeyStore
    {
        public Task<IReadOnlyList<ApiKeyRow>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ApiKeyRow>>([]);

        public Task<bool> AddAsync(ApiKeyRow key, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task<ApiKeyRow?> DeleteAsync(string name, CancellationToken cancellationToken) => Task.FromResult<ApiKeyRow?>(null);
    }
}
