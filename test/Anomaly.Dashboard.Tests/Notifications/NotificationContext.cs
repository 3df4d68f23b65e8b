using System.Reflection;
using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Silences;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Secrets;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Notifications;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Sqlite.Hosting;
using Anomaly.Storage.Sqlite.Options;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace Anomaly.Dashboard.Tests.Notifications;

/// <summary>The notification pages on a real database, without a browser.</summary>
public abstract class NotificationContext : BunitContext, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("anomaly-pages-");

    protected NotificationContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddMudServices();
        Services.AddSqliteStorage(new SqliteStorageOptions { Path = Path.Combine(_folder.FullName, "anomaly.db") });
        Services.AddNotificationDefinitions(new SecretKeySettings(), Path.Combine(_folder.FullName, "notifications.key")).AddNotificationChannels();
        Services.AddSingleton<IIncidentStore>(Incidents);
        Services.AddSingleton<IOutbox>(Outbox);
        Services.AddSingleton(DispatchProxy.Create<IGrainFactory, NoCluster>());
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<SilenceNews>();
        Services.AddSingleton<IHostApplicationLifetime>(provider => new ApplicationLifetime(provider.GetRequiredService<ILogger<ApplicationLifetime>>()));
        Services.AddSingleton<LiveIncidents>();
        Services.AddSingleton<ICurrentActor>(new Someone(Role.Admin));
        Services.AddChanges();
    }

    /// <summary>Stands, from now in whole milliseconds as they are stored.</summary>
    internal FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));

    internal MemoryIncidentStore Incidents { get; } = new();

    internal MemoryOutbox Outbox { get; } = new();

    internal NoCluster Cluster => (NoCluster)Services.GetRequiredService<IGrainFactory>();

    internal ChannelBook Channels => Services.GetRequiredService<ChannelBook>();

    internal IChannelStore ChannelStore => Services.GetRequiredService<IChannelStore>();

    internal RouteBook Routes => Services.GetRequiredService<RouteBook>();

    internal SilenceBook Silences => Services.GetRequiredService<SilenceBook>();

    internal static CancellationToken End => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Services.GetRequiredService<IStorageSchema>().MigrateAsync(End);

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    /// <summary>Opens a page at an address and waits until it has what it shows.</summary>
    internal IRenderedComponent<T> Open<T>(string address)
        where T : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<T>();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".skeletons")));
        return page;
    }

    internal async Task<long> SaveChannelAsync(string name, string url = "https://example.com/a")
    {
        var saving = await Channels.SaveAsync(name, $$$"""{"type":"alertmanager","settings":{"url":"{{{url}}}"}}""", null, End);
        return saving.Channel!.Revision;
    }

    internal static Incident Open(string series, AnomalySeverity severity = AnomalySeverity.Warning, params (string Name, string Value)[] labels) =>
        Samples.Incident(series, severity: severity) with { Labels = labels.ToDictionary(label => label.Name, label => label.Value) };
}
